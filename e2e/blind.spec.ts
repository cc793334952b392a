import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, settled, test } from './app'
import { call } from './furnish'
import { choose, command, tabTo, take } from './keys'

const ROWS = 1_200
const TOWNS = ['Lyon', 'Paris', 'Nantes', 'Lille']
const CHANNELS = ['boutique', 'téléphone', 'web']

/** Sales of a year, with gaps, a score that follows the channel, and remarks. */
const FILE = [
  'id;ville;canal;montant;note;jour;remarque',
  ...Array.from({ length: ROWS }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (i % 360))).toISOString().slice(0, 10)
    const [town, channel] = [i % 9 ? TOWNS[i % 4] : '', CHANNELS[(i * 7) % 3]]
    return `${i};${town};${channel};${(i * 37) % 500}.5;${((i * 7) % 3) * 3 + (i % 3)};${day};remarque ${i}`
  })
].join('\n')

test.use({ withRefusals: true })

// No mouse and no focus set by the test: keys alone, as the list of shortcuts and what is written on the screens tell.
test('a table is explored blind by keyboard alone, from its file to a guess', async ({ app: { page } }) => {
  test.slow()
  const grid = page.getByRole('grid', { name: /^Lignes de/ })
  const evidence = page.getByRole('complementary', { name: 'Preuve' })

  await test.step('a project, a file, its rows', async () => {
    await tabTo(page, page.getByRole('textbox', { name: 'Nom du projet' }))
    await page.keyboard.type('À l’aveugle')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
    await settled(page)
    await tabTo(page, page.getByRole('button', { name: 'Ajouter des fichiers' }))
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'ventes.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await expect(page.getByRole('button', { name: 'Charger 1 table' })).toBeFocused()
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Explorer cette table' }))
    await page.keyboard.press('Enter')
    await settled(page)
    await expect(page.locator('body')).not.toBeFocused()
  })

  await test.step('profile: its depth, a column, a figure and its evidence', async () => {
    const pane = page.getByRole('complementary', { name: 'Profil', exact: true })
    await choose(page, pane.getByRole('button', { name: /Profondeur/ }), /^Complet/)
    await expect(pane.getByRole('tab', { name: /Associations/ })).toBeVisible({ timeout: 60_000 })
    const map = pane.getByRole('grid', { name: 'Force de chaque paire' })
    await tabTo(page, map.locator('[tabindex="0"]'))
    await press(page, 'ArrowDown', 'Enter')
    await expect(evidence).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.heat-cell:focus')).toHaveCount(1)
    await tabTo(page, pane.locator('.profile-row', { hasText: 'ville' }))
    await page.keyboard.press('Enter')
    const figure = pane.locator('.profile-details .figure-open').first()
    await tabTo(page, figure)
    await page.keyboard.press('Enter')
    await expect(evidence.getByRole('heading').first()).toBeFocused()
    await expect(evidence).toContainText('ville')
    await page.keyboard.press('Escape')
    await expect(figure).toBeFocused()
  })

  await test.step('grid: sort, filter, pin, find, go to a row, copy', async () => {
    await tabTo(page, grid, 'Shift+Tab')
    await press(page, 'Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter', 'Enter')
    await expect(grid.getByRole('columnheader', { name: /^montant/ })).toHaveAttribute('aria-sort', 'descending')
    await settled(page)
    await press(page, 'ArrowDown', 'ArrowLeft', 'Alt+ArrowDown')
    await take(page, /^Seulement «/)
    await expect(page.getByRole('list', { name: 'Filtre et tri de la vue' })).toContainText('canal = ')
    await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS / 3 + 1))
    await press(page, 'Home', 'Alt+ArrowDown')
    await take(page, 'Épingler à gauche')
    await expect(page.getByRole('columnheader', { name: /^id.*épinglée/ })).toBeVisible()
    await expect(grid).toBeFocused()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('remarque 11')
    await page.keyboard.press('Enter')
    await expect(page.locator('.grid-find-count')).toHaveText(/^1 sur/)
    await press(page, 'Escape', 'Control+g')
    await page.keyboard.type('300')
    await page.keyboard.press('Enter')
    await settled(page)
    await expect(page.locator('.grid-active').locator('..')).toHaveAttribute('aria-rowindex', '301')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await press(page, 'Home', 'Shift+ArrowRight', 'Control+c')
    await expect(page.getByText('1 × 2 cellules copiées')).toBeAttached()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^id\tville\n\d+\t/)
  })

  await test.step('grid: columns are chosen, the view is exported', async () => {
    await tabTo(page, page.getByRole('toolbar').locator('button').first(), 'Shift+Tab')
    await arrowTo(page, 'Choisir les colonnes')
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('dialog', { name: 'Choisir les colonnes' }).getByRole('searchbox'))
    await page.keyboard.type('rem')
    await tabTo(page, page.getByRole('dialog').getByRole('listbox'))
    await page.keyboard.press('Space')
    await expect(page.getByText('6 colonnes affichées sur 7')).toBeVisible()
    await press(page, 'Escape', 'Escape')
    await expect(grid).toHaveAttribute('aria-colcount', '6')
    await arrowTo(page, 'Exporter la vue…')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Exporter la vue' })
    const download = page.waitForEvent('download')
    await tabTo(page, dialog.getByRole('button', { name: 'Exporter', exact: true }))
    await page.keyboard.press('Enter')
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(ROWS / 3 + 1)
    await page.keyboard.press('Escape')
  })

  await test.step('facets: a value, a brush that filters the others, a filter kept by its name', async () => {
    await command(page, 'facettes')
    const pane = page.getByRole('complementary', { name: 'Facettes' })
    for (const name of ['ville', 'montant']) {
      await choose(page, pane.getByRole('button', { name: 'Colonne' }), name)
      await tabTo(page, pane.getByRole('button', { name: 'Ajouter', exact: true }))
      await page.keyboard.press('Enter')
    }
    await settled(page)
    const kept = pane.getByRole('status')
    await expect(kept).toContainText('400 lignes')
    const value = pane.getByRole('region', { name: 'Facette de ville' }).locator('.facet-pick').first()
    await tabTo(page, value)
    const n = (await value.locator('.facet-n').textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect(kept).toContainText(`${n} lignes sur`)
    const end = pane.getByRole('slider', { name: /^Fin de l’intervalle/ })
    await tabTo(page, end)
    const counted = await pane.locator('.facet-n').allTextContents()
    await press(page, 'PageDown', 'PageDown', 'ArrowLeft')
    await expect(kept).not.toContainText(`${n} lignes sur`)
    await expect.poll(() => pane.locator('.facet-n').allTextContents()).not.toEqual(counted)
    await expect(page.locator('.explore-filter')).toContainText('montant')
    await settled(page)
    await tabTo(page, pane.getByRole('button', { name: 'Enregistrer le filtre' }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Petites ventes')
    await page.keyboard.press('Enter')
    await expect(page.locator('.explore-filter')).toContainText('filtre « Petites ventes »')
  })

  await test.step('two sides are compared', async () => {
    await command(page, 'comparer')
    await expect(page.getByRole('heading', { name: 'Comparer' })).toBeVisible()
    await choose(page, page.getByRole('button', { name: /Comparer$/ }), /^Deux segments/)
    await choose(page, page.getByRole('button', { name: /Colonne$/ }), /^canal/)
    await choose(page, page.getByRole('button', { name: /Premier côté \(A\)$/ }), /^web/)
    await settled(page)
    await tabTo(page, page.locator('.compare-row'))
    await page.keyboard.press('Enter')
    await expect(page.locator('.compare-figures')).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: /^Déplacement de/ }))
    await page.keyboard.press('Enter')
    await expect(evidence.getByRole('heading').first()).toBeFocused()
    await page.keyboard.press('Escape')
    await tabTo(page, page.getByRole('button', { name: 'Retour aux lignes' }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(grid).toBeVisible()
  })

  await test.step('a pivot table, and the rows of one of its cells', async () => {
    await command(page, 'tableau croise')
    await choose(page, page.getByRole('button', { name: 'Ajouter à Lignes' }), /^canal/)
    await choose(page, page.getByRole('button', { name: 'Ajouter à Colonnes' }), /^ville/)
    const pivot = page.getByRole('grid', { name: /Tableau croisé/ })
    await tabTo(page, pivot)
    await press(page, 'Control+Home', 'Enter')
    await expect(evidence).toContainText('Case d’un tableau croisé')
    await tabTo(page, evidence.getByRole('grid'))
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Escape')
    await expect(pivot).toBeFocused()
  })

  await test.step('a column is noted in the codebook, which is exported', async () => {
    await command(page, 'dictionnaire')
    await settled(page)
    await tabTo(page, page.getByRole('button', { name: 'Noter note', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Libellé' })).toBeFocused()
    await page.keyboard.type('Satisfaction de 0 à 10')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: 'Modifier la note sur note' })).toBeFocused()
    await tabTo(page, page.getByRole('button', { name: 'Exporter' }), 'Shift+Tab')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    await take(page, /CSV français/)
    expect(await readFile(await (await download).path(), 'utf8')).toContain('Satisfaction de 0 à 10')
  })

  await test.step('the map of what was looked at, and a guess', async () => {
    await command(page, 'carte')
    await expect(page.getByRole('main', { name: 'Carte' })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: 'Écrire une supposition' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Ce que vous pensez trouver' })).toBeFocused()
    await page.keyboard.type('La note suit le canal')
    await choose(page, page.getByRole('button', { name: /Ajouter une colonne/ }), 'note')
    await tabTo(page, page.getByRole('button', { name: 'Enregistrer', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('article', { name: 'La note suit le canal' })).toBeVisible()
  })

  await test.step('SQL: completed, mended at its place, run, pinned, explained', async () => {
    await command(page, 'sql')
    const editor = page.getByRole('textbox', { name: 'Requête SQL' })
    await expect(editor).toBeFocused()
    await page.keyboard.type('SELECT count(*) AS n FROM ven')
    await page.keyboard.press('Control+Space')
    await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option').first()).toContainText('ventes')
    // The editor takes no choice in the first instants of a list, so that none is made by accident.
    await page.waitForTimeout(200)
    await page.keyboard.press('Tab')
    await expect(editor).toContainText('ventes')
    await page.keyboard.type('x')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('n’existe pas dans ce projet')
    await expect(page.locator('.cm-lintRange-error')).toHaveCount(1)
    await press(page, 'Backspace', 'Control+Enter')
    await expect(page.locator('[data-row="0"] [data-column="0"]')).toHaveText(/^1\s?200$/)
    // A first Escape may close the list of completions.
    await expect(async () => {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('button', { name: 'Exécuter', exact: true })).toBeFocused({ timeout: 500 })
    }).toPass()
    await tabTo(page, page.getByRole('button', { name: 'Plan', exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await take(page, /^Plan mesuré/)
    await expect(page.getByRole('tabpanel', { name: 'Plan mesuré' })).toBeVisible()
    await tabTo(page, page.getByRole('tab', { name: 'Plan mesuré' }))
    await page.keyboard.press('ArrowLeft')
    await tabTo(page, page.getByRole('button', { name: 'Épingler comme constat' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await tabTo(page, dialog.getByRole('textbox', { name: 'Ce que montre le chiffre' }))
    await press(page, 'Control+a')
    await page.keyboard.type('Toutes les ventes')
    await tabTo(page, dialog.getByRole('button', { name: 'Épingler' }))
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    const found = await call<{ title: string; figure: { value: number } }[]>(page, 'findings/list', {})
    expect(found).toMatchObject([{ title: 'Toutes les ventes', figure: { value: ROWS } }])
  })
})

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** In a toolbar, which is one stop of Tab: the arrows go from a button to the next. */
async function arrowTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  for (let presses = 0; presses < 12; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('ArrowRight')
  }
  throw new Error(`${name} is not reached by the arrows`)
}
