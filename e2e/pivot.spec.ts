import { expect, goTo, settled, test } from './app'
import { call } from './furnish'

test.use({ withCase: true })

type Table = { ref: { schema: string; name: string }; rows: number; columns: { name: string; type: string }[] }

test('a pivot table is made, sorted, read by keyboard, drilled to its rows, pinned and exported', async ({
  app: { page }
}) => {
  const tables = await call<Table[]>(page, 'tables/list', {})
  const table = tables.find(({ columns }) => columns.some(({ name }) => name === 'type_billet'))
  if (!table) throw new Error('the case has no table to cross')
  const amount = table.columns.find(({ type }) => /DECIMAL|DOUBLE/.test(type))?.name ?? ''
  await goTo(page, 'Explorer')
  await page.getByRole('button', { name: new RegExp(`^${table.ref.name}`) }).click()
  await page.getByRole('button', { name: 'Tableau croisé' }).click()
  const choose = async (button: string, option: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: button }).last().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: option }).first().click()
  }

  await test.step('rows, columns and measures are chosen', async () => {
    await choose('Ajouter à Lignes', /^mode/)
    await choose('Ajouter à Colonnes', /^type_billet/)
    await choose('Ajouter à Mesures', 'Moyenne')
    await choose('Colonne de la mesure 2', new RegExp(`^${amount}`))
    await settled(page)
    await expect(page.getByRole('grid', { name: /Tableau croisé/ })).toBeVisible()
    const total = page.getByRole('columnheader', { name: 'Total', exact: true })
    await expect(total).toBeInViewport({ ratio: 1 })
    // The column that stands across is named beside its values.
    await expect(page.locator('.pivot-across')).toHaveText('type_billet')
    const [box, room] = [
      await total.boundingBox(),
      await page.getByRole('grid', { name: /Tableau croisé/ }).boundingBox()
    ]
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((room?.x ?? 0) + (room?.width ?? 0) + 1)
  })

  const grid = page.getByRole('grid', { name: /Tableau croisé/ })
  await test.step('the total is that of the table', async () => {
    await grid.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowLeft')
    const id = await grid.getAttribute('aria-activedescendant')
    await expect(grid.locator(`[id="${id}"]`)).toContainText(table.rows.toLocaleString('fr-FR'))
  })

  await test.step('the status line tells the filter of the pivot table, not that of the rows before it', async () => {
    const status = page.getByRole('contentinfo')
    const all = table.rows.toLocaleString('fr-FR')
    await expect(status).toContainText(`${all} lignes sur ${all}`)
    await page.getByRole('button', { name: 'Revenir aux lignes' }).click()
    const rows = page.getByRole('grid', { name: /^Lignes de/ })
    await rows.focus()
    const at = table.columns.findIndex(({ name }) => name === 'type_billet')
    for (let moves = 0; moves < at; moves++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('menuitem', { name: /^Seulement «/ }).press('Enter')
    await expect(status).toContainText('type_billet')
    await page.getByRole('button', { name: 'Tableau croisé' }).click()
    await expect(grid).toBeVisible()
    await expect(status).toContainText('type_billet')
    await page.getByRole('button', { name: 'Effacer le filtre' }).click()
    await expect(status).not.toContainText('type_billet')
    await expect(status).toContainText(`${all} lignes sur ${all}`)
    await expect(status).toContainText('sans filtre')
    await settled(page)
  })

  await test.step('Enter opens the evidence of the cell; it is pinned', async () => {
    await grid.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Enter')
    const evidence = page.getByRole('complementary', { name: 'Preuve' })
    await expect(evidence).toContainText('Case d’un tableau croisé')
    await expect(evidence.getByRole('grid')).toBeVisible()
    await evidence.getByRole('button', { name: 'Épingler comme constat' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Épingler' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await call<unknown[]>(page, 'findings/list', {})).toHaveLength(1)
    await evidence.getByRole('heading').first().press('Escape')
    await expect(evidence).toBeHidden()
  })

  await test.step('a range is selected with Shift and copied', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await grid.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    await expect(grid.locator('[role="gridcell"][aria-selected="true"]')).toHaveCount(4)
    await page.keyboard.press('Control+c')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[^\t\n]*\t[^\t\n]*\n[^\t\n]*\t[^\t\n]*$/) // prettier-ignore
  })

  await test.step('a heading sorts', async () => {
    await grid.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(grid.locator('[aria-sort="descending"]')).toHaveCount(1)
  })

  await test.step('the table is exported as it stands', async () => {
    await page.getByRole('button', { name: 'Exporter le tableau' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: 'Exporter' }).click()
    expect((await download).suggestedFilename()).toBe(`${table.ref.name} - tableau croisé.csv`)
  })

  await test.step('the layout is there when the project is opened again', async () => {
    await page.reload()
    await goTo(page, 'Explorer')
    await page.getByRole('button', { name: new RegExp(`^${table.ref.name}`) }).click()
    const toggle = page.getByRole('button', { name: 'Tableau croisé' })
    if (!(await grid.isVisible())) await toggle.click()
    await expect(grid).toBeVisible()
    await expect(page.getByRole('button', { name: 'Retirer mode' })).toBeVisible()
    await expect(grid.getByRole('columnheader', { name: /Moyenne/ }).first()).toBeVisible()
  })
})
