import { expect, goTo, settled, test } from './app'
import { call } from './furnish'

test.use({ withCase: true })

type Table = { ref: { schema: string; name: string }; rows: number; columns: { name: string; type: string }[] }
type Counted = { facets: { spec: { kind: string; column: string }; bins: unknown[]; others: { rows: number } }[] }

test('facets filter each other, by keyboard; the filter is kept under a name and used elsewhere', async ({
  app: { page }
}) => {
  const tables = await call<Table[]>(page, 'tables/list', {})
  const table = tables.toSorted((a, b) => b.rows - a.rows)[0]
  if (!table) throw new Error('the case has no table to sift')
  const specs = table.columns.map(({ name, type }) => ({
    kind: type === 'VARCHAR' ? 'text' : /INT|DECIMAL|DOUBLE/.test(type) ? 'number' : 'missing',
    column: name
  }))
  const { facets } = await call<Counted>(page, 'filters/facets', {
    table: table.ref,
    filter: { all: [] },
    facets: specs
  })
  const among = (kind: string) =>
    facets.find(({ spec, bins, others }) => spec.kind === kind && bins.length > 3 && bins.length < 90 && !others.rows)
  const [word, number] = [among('text')?.spec.column ?? '', among('number')?.spec.column ?? '']
  await goTo(page, 'Explorer')
  await page.getByRole('button', { name: new RegExp(`^${table.ref.name}`) }).click()
  // While the table comes, its screen is made anew: a key pressed then goes nowhere.
  await settled(page)
  await page.getByRole('button', { name: 'Afficher les facettes' }).focus()
  await page.keyboard.press('Enter')
  const pane = page.getByRole('complementary', { name: 'Facettes' })

  await test.step('facets are added by keyboard', async () => {
    for (const name of [word, number]) {
      await pane.getByRole('button', { name: 'Colonne' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('option', { name, exact: true }).focus()
      await page.keyboard.press('Enter')
      await pane.getByRole('button', { name: 'Ajouter', exact: true }).focus()
      await page.keyboard.press('Enter')
      await expect(pane.getByRole('region', { name: `Facette de ${name}` })).toBeVisible()
    }
    await settled(page)
    await expect(pane.getByRole('status')).toContainText('100')
  })

  const facet = pane.getByRole('region', { name: `Facette de ${word}` })
  await test.step('a value is included: the rows kept are those it counts', async () => {
    const first = facet.locator('.facet-pick').first()
    const n = await first.locator('.facet-n').textContent()
    await first.focus()
    await page.keyboard.press('Enter')
    await expect(first).toHaveAttribute('aria-pressed', 'true')
    await expect(pane.getByRole('status')).toContainText(`${n} lignes sur`)
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(Number(n?.replace(/\D/g, '')) + 1))
  })

  await test.step('a brush is moved by arrow keys, answers at once, and filters the grid when it rests', async () => {
    const before = await pane.getByRole('status').textContent()
    await pane.getByRole('slider', { name: /^Fin de l’intervalle/ }).focus()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('ArrowRight')
    await expect(pane.getByRole('status')).not.toHaveText(before ?? '')
    const brushed = await pane.getByRole('status').textContent()
    await expect(page.locator('.explore-filter')).toContainText(number)
    await settled(page)
    // What the moves told without a query is what the query finds.
    await expect(pane.getByRole('status')).toHaveText(brushed ?? '')
  })

  await test.step('while the next counts are long to come, those of before say so', async () => {
    let answer = (): void => undefined
    const held = new Promise<void>((resolve) => (answer = resolve))
    await page.route('**/rpc/filters/facets', async (route) => {
      await held
      await route.continue()
    })
    const second = facet.locator('.facet-pick').nth(1)
    await second.click()
    const kept = pane.getByRole('status')
    await expect(kept).toHaveAttribute('data-counting', /ceux d’avant/)
    await expect(pane.locator('.facets')).toHaveAttribute('aria-busy', 'true')
    await page.screenshot({ path: 'screenshots/30-facettes-comptage.png' })
    answer()
    await expect(kept).not.toHaveAttribute('data-counting')
    await page.unroute('**/rpc/filters/facets')
    await second.click()
    await settled(page)
    await expect(kept).not.toHaveAttribute('data-counting')
  })

  await test.step('each move of a dragged brush is painted, and asks the engine for nothing', async () => {
    const histogram = pane.getByRole('img', { name: /^Histogramme/ })
    await histogram.scrollIntoViewIfNeeded()
    const box = await histogram.boundingBox()
    if (!box) throw new Error('the histogram is not laid out')
    await page.mouse.move(box.x + 10, box.y + 20)
    // Its counts come when the pointer is over it, before it is grabbed; how long a move takes is for the bench.
    await page.waitForTimeout(1_000)
    const asked: string[] = []
    page.on('request', (request) => void (request.url().includes('/rpc/filters/') && asked.push(request.url())))
    const told = new Set<string | null>()
    await page.mouse.down()
    for (let move = 1; move <= 12; move++) {
      await page.mouse.move(box.x + 10 + (0.8 * box.width * move) / 12, box.y + 20)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
      told.add(await pane.getByRole('status').textContent())
    }
    expect(asked).toEqual([])
    expect(told.size).toBeGreaterThan(1)
    await page.mouse.up()
    await settled(page)
  })

  await test.step('the filter is saved, changed, and what used it is told stale', async () => {
    await pane.getByRole('button', { name: 'Enregistrer le filtre' }).click()
    await page.keyboard.type('Mes lignes')
    await page.keyboard.press('Enter')
    await expect(pane.getByRole('button', { name: /Filtre nommé/ })).toContainText('Mes lignes')
    await expect(page.locator('.explore-filter')).toContainText('filtre « Mes lignes »')
    await page.getByRole('button', { name: 'Afficher le profil' }).click()
    await expect(page.locator('.profile-whole')).toContainText(
      /Profil de ces lignes seulement.*Mes lignes.*lignes sur/,
      {
        timeout: 30_000
      }
    )
    await page.screenshot({ path: 'screenshots/30-profil-filtre.png' })
    await page.locator('.profile-table').getByRole('button').first().click()
    await expect(page.locator('.evidence')).toContainText(number)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Afficher les facettes' }).click()
    await page.screenshot({ path: 'screenshots/30-facettes-1280-light.png' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: 'screenshots/30-facettes-1280-dark.png' })
    await page.emulateMedia({ colorScheme: 'light' })

    await goTo(page, 'Graphiques')
    await page.getByRole('button', { name: /^Catégories|Catégories$/ }).click()
    await page.getByRole('option', { name: word, exact: true }).click()
    await page.getByRole('button', { name: /Lignes/ }).click()
    await page.getByRole('option', { name: 'Mes lignes' }).click()
    await settled(page)
    await expect(page.locator('.chart-preview')).toContainText('Mes lignes')
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()

    const [filter] = await call<{ id: string }[]>(page, 'filters/list', {})
    await call(page, 'filters/update', { id: filter?.id, filter: { all: [{ column: number, op: 'present' }] } })
    await page.reload()
    await expect(page.locator('.list-item', { hasText: 'Filtre changé' })).toBeVisible()
    await page.locator('.list-item', { hasText: 'Filtre changé' }).click()
    await page.getByRole('button', { name: 'Appliquer sa version actuelle' }).click()
    await expect(page.locator('.filter-stale')).toHaveCount(0)
    await page.screenshot({ path: 'screenshots/31-filtre-graphique-1280-light.png' })
  })
})
