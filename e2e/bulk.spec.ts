import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addFiles, cell, expect, goTo, loadTables, runSql, settled, test } from './app'
import { pictures } from './pictures'

test.use({ withRefusals: true })

test('codes far out flatten nothing, hidden spaces are seen, names with spaces are completed, a pinned query tells its values', async ({
  app: { page }
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'chantier-bulk-'))
  const path = join(folder, 'enquête 2024.csv')
  const towns = ['Lyon', ' Lyon', 'Lyon ', 'Nice', 'Ni\u00a0ce']
  const lines = Array.from(
    { length: 60 },
    (_, i) =>
    [i + 1, i < 3 ? 999999 : ((i * 7) % 40) + 5, `${String((i % 28) + 1).padStart(2, '0')}/03/2024`, i % 3 ? 'oui' : 'non', `"${towns[i % 5]}"`].join(';') // prettier-ignore
  )
  await writeFile(path, `id;délai moyen;reçu le;abonné;ville\n${lines.join('\n')}\n`)
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Codes')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
  await addFiles(page, [path])
  await loadTables(page, 1)
  await expect(page.locator('.list-item', { hasText: 'enquête 2024' })).toBeVisible()
  await rm(folder, { recursive: true, force: true })

  await test.step('a header draws the bulk, tells what lies beyond, and its menu keeps only that', async () => {
    await goTo(page, 'Explorer')
    await settled(page)
    const header = page.getByRole('columnheader', { name: /délai moyen/ })
    await expect(header).toContainText('3 hors cadre, après 44')
    await expect(cell(page, 0, 2)).toHaveText('01/03/2024')
    await pictures(page, 90, 'codes')
    await header.locator('[data-menu]').click()
    await page.getByRole('menuitem', { name: 'Les 3 valeurs hors cadre, après 44' }).click()
    await settled(page)
    await expect(cell(page, 2, 0)).toHaveText('3')
    await expect(cell(page, 3, 0)).toHaveCount(0)
  })

  await test.step('rows behind a figure bear the number that they have in their table', async () => {
    await page
      .getByRole('button', { name: /^Retirer le filtre/ })
      .first()
      .click()
    await settled(page)
    await page.locator('.column-name', { hasText: 'délai moyen' }).click()
    await page
      .getByRole('button', { name: /^Doublons/ })
      .first()
      .click()
    const rows = page.getByRole('region', { name: 'Lignes concernées' })
    await expect(rows.locator('.grid-place').first()).toHaveText('1')
    await expect(rows.getByRole('columnheader').first()).toContainText('id')
    await expect(rows.locator('[data-row="0"] [data-column="0"]')).toHaveText('1')
    await pictures(page, 93, 'preuve')
    await page.keyboard.press('Escape')
  })

  await test.step('a facet draws the bulk too, and shows what tells its lines apart', async () => {
    await page.getByRole('button', { name: 'Afficher les facettes' }).click()
    const pane = page.getByRole('complementary', { name: 'Facettes' })
    for (const name of ['délai moyen', 'ville']) {
      await pane.getByRole('button', { name: 'Colonne' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('option', { name, exact: true }).focus()
      await page.keyboard.press('Enter')
      await pane.getByRole('button', { name: 'Ajouter', exact: true }).click()
    }
    await settled(page)
    const delay = pane.getByRole('region', { name: 'Facette de délai moyen' })
    await expect(delay).toContainText('3 lignes hors cadre, à 45 ou plus')
    const town = pane.getByRole('region', { name: 'Facette de ville' })
    await expect(town.getByRole('button', { name: /^·Lyon ?, espace au début/ })).toBeVisible()
    await expect(town.getByRole('button', { name: /^Ni⍽ce ?, espace insécable/ })).toBeVisible()
    await pictures(page, 91, 'facettes')
    await delay.getByRole('button', { name: /^Voir les lignes hors cadre/ }).click()
    await settled(page)
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4')
  })

  await test.step('a name is completed between double quotes, and an error underlines all of the word', async () => {
    await goTo(page, 'SQL')
    await page.getByRole('textbox', { name: 'Requête SQL' }).focus()
    await page.keyboard.type('SELECT avg("dél')
    await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option').first()).toContainText('délai moyen') // prettier-ignore
    await page.waitForTimeout(200)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('textbox', { name: 'Requête SQL' })).toContainText('avg("délai moyen")')
    await runSql(page, 'SELECT "délai moyenn" FROM enquete_2024')
    await expect(page.locator('.cm-lintRange-error')).toHaveText('"délai moyenn"')
  })

  await test.step('a pinned query is titled by what it asks, and tells its first values', async () => {
    await runSql(page, 'SELECT ville, count(*) AS n FROM enquete_2024 GROUP BY ville ORDER BY n DESC, ville')
    await page.getByRole('button', { name: 'Épingler comme constat' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('textbox').first()).toHaveValue('nombre de lignes par ville – enquete_2024')
    await dialog.getByRole('button', { name: 'Épingler' }).click()
    await expect(dialog).toBeHidden()
    await goTo(page, 'Rapport')
    const report = page.frameLocator('iframe').first()
    await expect(report.locator('article.finding').first()).toContainText('nombre de lignes par ville')
    await expect(report.locator('article.finding table').first()).toContainText('12')
    await pictures(page, 92, 'constat')
  })
})
