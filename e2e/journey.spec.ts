import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { cell, expect, goTo, openRecent, settled, test, watch } from './app'

test('the whole journey on the bundled case, as a user clicks it', async ({ app }) => {
  test.setTimeout(300_000)
  const { page, folder } = app
  const main = page.getByRole('main')
  let figure = ''
  const chartTitle = 'Les notes basses et hautes dominent'

  await test.step('start: the bundled case opens in one click', async () => {
    await page.getByRole('button', { name: 'Ouvrir le cas fourni' }).click()
    await expect(page.getByRole('main', { name: 'Explorer' })).toBeVisible({ timeout: 120_000 })
  })

  await test.step('Sources: each file has its load report', async () => {
    await goTo(page, 'Sources')
    await expect(page.locator('.list-item')).toHaveCount(7)
    await page.locator('.list-item', { hasText: 'clients.csv' }).click()
    const report = page.getByRole('article', { name: 'Rapport de chargement' })
    await expect(report.getByRole('heading', { name: 'clients.csv' })).toBeVisible()
    await expect(fact(report, 'Encodage')).toContainText('Windows-1252')
    await expect(fact(report, 'Séparateur')).toHaveText(';')
    expect(whole(await fact(report, 'Lignes chargées').textContent())).toBeGreaterThan(12_000)
    await expect(report.getByRole('table', { name: 'Colonnes' }).getByRole('row')).not.toHaveCount(1)
  })

  await test.step('Explorer: values, scroll, sort', async () => {
    await page.getByRole('button', { name: 'Explorer cette table' }).click()
    await settled(page)
    const grid = page.getByRole('grid')
    const rows = Number(await grid.getAttribute('aria-rowcount')) - 1
    expect(rows).toBeGreaterThan(12_000)
    await expect(cell(page, 0, 0)).toHaveText(/\S/)
    await grid.evaluate((scroller) => (scroller.scrollTop = scroller.scrollHeight))
    await settled(page)
    await expect(cell(page, rows - 1, 0)).toHaveText(/\S/)
    await grid.evaluate((scroller) => (scroller.scrollTop = 0))
    const header = grid.getByRole('columnheader').first()
    await header.click()
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    await settled(page)
    const low = (await cell(page, 0, 0).textContent()) ?? ''
    await header.click()
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await expect(cell(page, 0, 0)).not.toHaveText(low)
  })

  await test.step('Explorer: the profile of a column', async () => {
    const profile = page.getByRole('complementary', { name: 'Profil' })
    await expect(profile).toBeVisible()
    await expect(profile.getByText(/\d/).first()).toBeVisible({ timeout: 60_000 })
  })

  await test.step('Anomalies: found by themselves, one opened to its rows and its query, pinned', async () => {
    await goTo(page, 'Anomalies')
    await expect(page.locator('.anomaly-item').first()).toBeVisible({ timeout: 120_000 })
    await expect(page.locator('.progress')).toHaveCount(0, { timeout: 120_000 })
    expect(await page.locator('.anomaly-item').count()).toBeGreaterThan(10)
    await page.locator('.anomaly-item', { hasText: 'clients' }).first().click()
    await settled(page)
    const rows = whole(await main.locator('.anomaly-facts .figure-value').first().textContent())
    await expect(main.getByRole('grid')).toHaveAttribute('aria-rowcount', String(rows + 1))
    await main.locator('.anomaly-query summary').click()
    await expect(main.locator('.sql-block')).toContainText('SELECT')
    await main.getByRole('button', { name: 'Épingler comme constat' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Épingler', exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('Préparer: the steps of the import, one more, its effect', async () => {
    await goTo(page, 'Préparer')
    await settled(page)
    const steps = page.getByRole('list', { name: 'Étapes de la recette' }).getByRole('listitem')
    const before = await steps.count()
    await page.getByRole('button', { name: 'Ajouter une étape' }).click()
    await page.getByRole('menuitem', { name: /Retirer les lignes en double/ }).click()
    await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
    await expect(steps).toHaveCount(before + 1)
    const [raw = 0, kept = 0] = ((await main.getByText(/lignes brutes →/).textContent()) ?? '').split('→').map(whole)
    expect(kept, 'rows after the exact duplicates are gone').toBeLessThan(raw)
  })

  await test.step('Satisfaction: a measure by segment with n and interval, a finding pinned', async () => {
    await goTo(page, 'Satisfaction')
    await settled(page)
    const view = page.getByRole('region', { name: / est le plus bas|se détache|:/ }).first()
    await expect(view).toBeVisible({ timeout: 60_000 })
    const rows = page.getByRole('list', { name: 'Segment' }).getByRole('button')
    // its name tells all: segment, value, interval and n
    await expect(rows.first()).toHaveAccessibleName(/\d.*\d.*ouvrir la preuve/i)
    await expect(rows.first().locator('.interval-n')).toHaveText(/\d/)
    await rows.first().click()
    const evidence = page.getByRole('complementary', { name: 'Preuve' })
    await expect(evidence.getByText('Requête SQL')).toBeVisible()
    await expect(evidence.locator('.sql-block')).toContainText('SELECT')
    await settled(page)
    await expect(evidence.getByRole('grid')).toBeVisible()
    await evidence.getByRole('button', { name: 'Épingler comme constat' }).click()
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'Ce que montre le chiffre' })
      .fill('Segment le plus bas')
    await page.getByRole('dialog').getByRole('button', { name: 'Épingler', exact: true }).click()
    const finding = page.getByRole('article', { name: 'Segment le plus bas' })
    await expect(finding).toBeVisible()
    figure = (await finding.locator('.finding-figure strong').textContent()) ?? ''
    expect(figure).toMatch(/\d/)
    await evidence.getByRole('button', { name: 'Fermer' }).click()
  })

  await test.step('Chantiers: one from the finding, one more, with their estimates', async () => {
    await goTo(page, 'Chantiers')
    await settled(page)
    await page.getByRole('article', { name: 'Segment le plus bas' }).locator('label', { hasText: 'Retenir' }).click()
    await page.getByRole('button', { name: /à partir de 1 constat/ }).click()
    await expect(page.getByRole('heading', { name: 'Segment le plus bas', level: 1 })).toBeVisible()
    await fill(page, 'Titre', 'Retendre la grille')
    await expect(page.getByRole('heading', { name: 'Retendre la grille', level: 1 })).toBeVisible()
    await estimate(page, { reach: '4000', impact: '2 fort', confidence: '80', effort: '30', value: '6', days: '15' })
    await page.getByRole('button', { name: 'Créer un chantier', exact: true }).first().click()
    await expect(page.getByRole('heading', { name: 'Nouveau chantier', level: 1 })).toBeVisible()
    await fill(page, 'Titre', 'Rembourser plus vite')
    await estimate(page, { reach: '900', impact: '1 moyen', confidence: '50', effort: '10', value: '5', days: '8' })
    await main.locator('label', { hasText: 'Retendre la grille' }).click()
    await expect(page.getByRole('checkbox', { name: /Retendre la grille/ })).toBeChecked()
  })

  await test.step('Priorités: two methods, each order with its computation', async () => {
    await goTo(page, 'Priorités')
    await settled(page)
    const names = main.getByRole('table', { name: 'Classement' }).locator('.link-button')
    // RICE: 4000 × 2 × 0,8 ÷ 30 = 213,3 against 900 × 1 × 0,5 ÷ 10 = 45
    await expect(names).toHaveText(['Retendre la grille', 'Rembourser plus vite'])
    await expect(main.getByRole('table', { name: 'Classement' })).toContainText('213')
    await page.getByRole('tab', { name: 'Valeur / effort' }).click()
    // 5 ÷ 10 = 0,5 against 6 ÷ 30 = 0,2
    await expect(names).toHaveText(['Rembourser plus vite', 'Retendre la grille'])
    await expect(main.getByRole('img', { name: /effort/ })).toBeVisible()
  })

  await test.step('Calendrier: bars, a dependency, the critical path', async () => {
    await goTo(page, 'Calendrier')
    const bars = page.getByRole('group', { name: 'Diagramme de Gantt des chantiers' }).getByRole('button')
    await expect(bars).toHaveCount(2)
    // 15 days, then 8 that wait for them: both critical, 23 working days in all
    await expect(bars.nth(0)).toHaveAttribute(
      'aria-label',
      /Retendre la grille : .*15 jours ouvrés, .*critique|aucune marge/
    )
    await expect(bars.nth(1)).toHaveAttribute('aria-label', /Attend .*Retendre la grille/)
    await expect(main.getByText(/23 jours ouvrés/)).toBeVisible()
    await expect(main.locator('.gantt-rows .gantt-critical')).toHaveCount(2)
    await page.getByRole('tab', { name: 'Tableau' }).click()
    await expect(main.getByRole('row', { name: /Rembourser plus vite/ })).toContainText('Retendre la grille')
  })

  await test.step('Graphiques: one of each kind, each drawn, one kept', async () => {
    await goTo(page, 'Graphiques')
    await settled(page)
    await choose(page, 'Table', /enquete_export_2025/)
    const kinds: [kind: string, columns: [label: string, column: string][]][] = [
      ['Barres', [['Catégories', 'canal_reponse']]],
      ['Courbe', [['Axe horizontal', 'date_reponse']]],
      ['Histogramme', [['Axe horizontal', 'note_recommandation']]],
      [
        'Nuage de points',
        [
          ['Axe horizontal', 'duree_s'],
          ['Axe vertical', 'note_recommandation']
        ]
      ]
    ]
    for (const [kind, columns] of kinds) {
      await choose(page, 'Forme', kind)
      for (const [label, column] of columns) await choose(page, label, column)
      await settled(page)
      await expect(main.locator('figure.chart svg').first(), kind).toBeVisible()
      await expect(main.getByRole('alert'), kind).toHaveCount(0)
    }
    await choose(page, 'Forme', 'Histogramme')
    await choose(page, 'Axe horizontal', 'note_recommandation')
    await page.getByRole('textbox', { name: 'Titre' }).fill(chartTitle)
    // Pinned by the dialog of every other figure, under the title of the chart.
    await page.getByRole('button', { name: 'Épingler comme constat' }).click()
    await expect(page.getByRole('dialog').getByRole('textbox').first()).toHaveValue(chartTitle)
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
    await expect(page.locator('.list-item', { hasText: chartTitle })).toBeVisible()
  })

  await test.step('Rapport: preview, and a file that is inert and says it all', async () => {
    await goTo(page, 'Rapport')
    const preview = page.frameLocator('iframe.report-frame')
    await expect(preview.getByText('Segment le plus bas').first()).toBeVisible({ timeout: 60_000 })
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Télécharger le HTML' }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/\.html$/)
    const path = join(folder, 'rapport.html')
    await writeFile(path, await readFile(await download.path()))
    await readReport(page, path, { figure, workstream: 'Retendre la grille', chartTitle })
  })

  await test.step('undo and redo, everywhere', async () => {
    await goTo(page, 'Graphiques')
    await page.getByRole('button', { name: /^Défaire/ }).click()
    await expect(page.locator('.list-item', { hasText: chartTitle })).toHaveCount(0)
    await page.getByRole('button', { name: /^Refaire/ }).click()
    await expect(page.locator('.list-item', { hasText: chartTitle })).toBeVisible()
  })

  await test.step('a reload keeps the place', async () => {
    await goTo(page, 'Explorer')
    await page.locator('.list-item', { hasText: 'incidents_exploitation' }).first().click()
    await settled(page)
    const address = page.url()
    await page.reload()
    await expect(page.getByRole('main', { name: 'Explorer' })).toBeVisible()
    expect(page.url()).toBe(address)
    await expect(page.locator('.list-item[aria-current="true"]')).toContainText('incidents_exploitation')
  })

  await test.step('close, and open again from the recent projects', async () => {
    await page.getByRole('button', { name: /^Projet / }).click()
    await page.getByRole('menuitem', { name: /Fermer le projet/ }).click()
    await expect(page.getByRole('heading', { name: 'Projets récents' })).toBeVisible()
    await openRecent(page)
    await goTo(page, 'Chantiers')
    await expect(page.locator('.list-item', { hasText: 'Retendre la grille' })).toBeVisible()
  })
})

/** Opens the downloaded report from the disk, with scripts allowed: it has none, asks for nothing, and says its facts. */
async function readReport(
  page: Page,
  path: string,
  facts: { figure: string; workstream: string; chartTitle: string }
): Promise<void> {
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true })
  const reader = await context.newPage()
  const faults = watch(reader, 'null')
  const requests: string[] = []
  reader.on('request', (request) => requests.push(request.url()))
  await reader.goto(pathToFileURL(path).href)
  expect(await reader.locator('script').count()).toBe(0)
  await expect(reader.locator('body')).toContainText(facts.figure)
  await expect(reader.locator('body')).toContainText(facts.workstream)
  await expect(reader.locator('figure', { hasText: facts.chartTitle }).locator('svg')).toBeVisible()
  expect(await reader.locator('[src^="http"], link[href], [onclick], [onload], [onerror]').count()).toBe(0)
  expect(requests, 'the file alone').toEqual([pathToFileURL(path).href])
  expect(faults.filter((fault) => !fault.startsWith('outside: file:'))).toEqual([])
  await context.close()
}

async function estimate(
  page: Page,
  wanted: { reach: string; impact: string; confidence: string; effort: string; value: string; days: string }
): Promise<void> {
  await fill(page, 'Portée', wanted.reach)
  await choose(page, 'Impact', wanted.impact)
  await fill(page, 'Confiance', wanted.confidence)
  await fill(page, 'Effort', wanted.effort)
  await fill(page, 'Valeur', wanted.value)
  await fill(page, 'Durée', wanted.days)
}

/** Fills a field and leaves it, as what saves it. */
async function fill(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('main').getByRole('textbox', { name: label, exact: true })
  await field.fill(value)
  await field.press('Tab')
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`${label}$`) })
    .first()
    .click()
  await page.getByRole('option', { name: option }).first().click()
}

function fact(report: Locator, name: string): Locator {
  return report.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('+ dd')
}

/** The first whole number of a text as the French write it. */
function whole(text: string | null): number {
  return Number(/\d[\d\s]*/.exec(text ?? '')?.[0].replace(/\s/g, ''))
}
