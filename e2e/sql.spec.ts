import type { Page } from '@playwright/test'
import { cell, expect, goTo, runSql, settled, test } from './app'
import { call } from './furnish'

test.use({ withCase: true, withRefusals: true })

const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Requête SQL' })

test('a query is completed, run, mended where it fails, explained, pinned, drawn and found again', async ({
  app: { page }
}) => {
  const tables = await call<{ ref: { schema: string; name: string }; columns: { name: string }[]; rows: number }[]>(page, 'tables/list', {}) // prettier-ignore
  const { ref, rows, columns } = tables.toSorted((a, b) => b.rows - a.rows)[0] ?? { ref: { schema: '', name: '' }, rows: 0, columns: [] } // prettier-ignore
  const name = `${ref.schema}.${ref.name}`
  await goTo(page, 'SQL')
  const editor = editorOf(page)

  await test.step('tables, columns and functions are proposed, by keyboard', async () => {
    await editor.focus()
    await page.keyboard.type(`SELECT * FROM ${ref.name.slice(0, 3)}`)
    await page.keyboard.press('Control+Space')
    const proposed = page.getByRole('listbox', { name: 'Completions' })
    await expect(proposed.getByRole('option').first()).toContainText(ref.name.slice(0, 3))
    await page.keyboard.press('Escape')
    await expect(proposed).toBeHidden()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('SELECT medi')
    await page.keyboard.press('Control+Space')
    await expect(page.locator('.cm-completionInfo')).toContainText('Médiane')
    // CodeMirror takes no choice in the first instants of a list, so that none is made by accident.
    await page.waitForTimeout(200)
    await page.keyboard.press('Tab')
    await expect(editor).toContainText('SELECT median(')
  })

  await test.step('columns are proposed before FROM is written', async () => {
    const column = columns[0]?.name ?? ''
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`SELECT ${column.slice(0, 3)}`)
    await page.keyboard.press('Control+Space')
    await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option', { name: column }).first()).toBeVisible() // prettier-ignore
    await page.keyboard.press('Escape')
  })

  await test.step('Escape leaves the editor', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Exécuter', exact: true })).toBeFocused()
  })

  await test.step('an error stands at its place, with what to write instead', async () => {
    await runSql(page, `SELECT count(*) AS n\nFROM ${ref.schema}.${ref.name}x`)
    await expect(page.getByRole('alert')).toContainText('n’existe pas dans ce projet')
    await expect(page.getByRole('alert')).toContainText('Vouliez-vous dire')
    await expect(page.locator('.cm-lintRange-error')).toContainText(ref.schema)
    await runSql(page, 'SELECT 1; SELECT 2')
    await expect(page.getByRole('alert')).toContainText('plusieurs requêtes')
  })

  await test.step('a figure is pinned; its rows open', async () => {
    await runSql(page, `SELECT count(*) AS n FROM ${name}`)
    await settled(page)
    await expect(cell(page, 0, 0)).toHaveText(rows.toLocaleString('fr-FR'))
    await page.getByRole('button', { name: 'Épingler comme constat' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Ce que montre le chiffre' }).fill('Lignes de la plus grande table')
    await dialog.getByRole('button', { name: 'Épingler' }).click()
    await expect(dialog).toBeHidden()
    const [finding] = await call<{ title: string; figure: { value: number } }[]>(page, 'findings/list', {})
    expect(finding).toMatchObject({ title: 'Lignes de la plus grande table', figure: { value: rows } })
  })

  await test.step('its plan is told in plain words', async () => {
    await page.getByRole('button', { name: 'Plan', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Plan mesuré' }).click()
    await expect(page.getByRole('tabpanel', { name: 'Plan mesuré' })).toContainText(/agrégats|déjà connues/)
  })

  await test.step('the error of a selection stands at its place in the whole text', async () => {
    await runSql(page, 'SELECT 41 AS a;\nSELECT nulle AS b')
    await editor.press('Control+End')
    for (let n = 0; n < 'SELECT nulle AS b'.length; n++) await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('ligne 2, colonne 8')
    await expect(page.locator('.cm-lintRange-error')).toContainText('nulle')
  })

  await test.step('a table named without a schema is the prepared one', async () => {
    await runSql(page, `SELECT count(*) AS n FROM "${ref.name}"`)
    await settled(page)
    await expect(cell(page, 0, 0)).toHaveText(rows.toLocaleString('fr-FR'))
  })

  await test.step('the selection alone is run', async () => {
    await runSql(page, 'SELECT 41 AS a; SELECT 42 AS b')
    await editor.press('Control+End')
    for (let n = 0; n < 'SELECT 42 AS b'.length; n++) await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Control+Enter')
    await expect(cell(page, 0, 0)).toHaveText('42')
  })

  await test.step('past queries come back by Alt+Up, and from the history after a reload', async () => {
    await page.keyboard.press('Alt+ArrowUp')
    await expect(editor).toContainText('SELECT 42 AS b')
    await page.reload()
    await page.getByRole('tab', { name: 'Historique' }).click()
    await page.getByRole('searchbox', { name: 'Chercher une requête' }).fill(`count n ${ref.name}`)
    const past = page.locator('.sql-past').filter({ hasText: `count(*) AS n FROM ${name}` })
    await expect(past).toContainText('1 ligne')
    await past.getByRole('button', { name: 'Exécuter de nouveau' }).click()
    await expect(cell(page, 0, 0)).toHaveText(rows.toLocaleString('fr-FR'))
  })

  await test.step('a long query is stopped', async () => {
    await runSql(page, 'SELECT count(*) FROM range(1000000000) a, range(100000) b WHERE a.range * b.range % 7 = 3')
    await expect(page.getByText(/En cours depuis/)).toBeVisible()
    await page.getByRole('button', { name: 'Arrêter' }).first().click()
    await expect(page.getByText(/Requête arrêtée/)).toBeVisible()
  })

  await test.step('a result is drawn, and the chart kept', async () => {
    await runSql(page, `SELECT 'total' AS quoi, count(*) AS lignes FROM ${name}`)
    await page.getByRole('button', { name: 'Dessiner' }).click()
    await expect(page.getByRole('region', { name: 'Requête SQL' })).toContainText(name)
    await page.getByRole('button', { name: 'Catégories' }).click()
    await page.getByRole('option', { name: 'quoi' }).click()
    await expect(page.locator('.chart-preview canvas, .chart-preview svg').first()).toBeVisible()
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(page.getByRole('button', { name: 'Mettre à jour' })).toBeVisible()
  })
})
