import type { Page } from '@playwright/test'
import { expect, goTo, settled, test } from './app'
import { call } from './furnish'

test.use({ withCase: true })

type Table = { ref: { schema: string; name: string }; rows: number; columns: { name: string; type: string }[] }

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name: new RegExp(`${field}$`) })
  await expect(button).toBeEnabled()
  await button.press('Enter')
  const found = page.getByRole('option', { name: option })
  await found.first().focus()
  await page.keyboard.press('Enter')
}

test('two sides are compared by keyboard: what moved most, its figures, their evidence, pinned', async ({
  app: { page }
}) => {
  const tables = await call<Table[]>(page, 'tables/list', {})
  const prepared = tables.find(({ ref, rows }) => ref.schema === 'clean' && rows > 100)
  if (!prepared) throw new Error('the case has no table with a recipe')
  await goTo(page, 'Explorer')
  await page.getByRole('button', { name: new RegExp(`^${prepared.ref.name}`) }).click()
  await page.getByRole('button', { name: 'Comparer…' }).press('Enter')

  await test.step('before and after the recipe comes first where there is one', async () => {
    await expect(page.getByRole('heading', { name: 'Comparer' })).toBeVisible()
    await settled(page)
    await expect(page.locator('.compare-lead')).toContainText('Les mêmes lignes avant et après la recette')
    await expect(page.locator('.compare-column')).not.toHaveCount(0)
    await page.screenshot({ path: 'screenshots/40-comparer-recette-1280-light.png' })
  })

  await test.step('two segments of a table', async () => {
    const { facets } = await call<{
      facets: { spec: { column: string }; bins: { value: string | null; n: number }[] }[]
    }>(page, 'filters/facets', {
      table: prepared.ref,
      filter: { all: [] },
      facets: prepared.columns
        .filter(({ type }) => type === 'VARCHAR')
        .map(({ name }) => ({ kind: 'text', column: name }))
    })
    const split = facets.find(({ bins }) => bins.length > 1 && bins.length < 12)
    if (!split) throw new Error('no column makes segments')
    await choose(page, 'Comparer', /Deux segments/)
    await choose(page, 'Colonne', split.spec.column)
    await choose(page, 'Premier côté \\(A\\)', new RegExp(`^${split.bins[0]?.value}`))
    await settled(page)
    await expect(page.locator('.compare-lead h2')).toContainText(/colonnes? sur/)
    // The second side is the rest of the rows, and the two are all rows of the table.
    await expect(page.locator('.compare-side').nth(1)).toContainText('le reste des lignes')
    await expect(page.locator('.compare-lead')).toContainText('Aucune ligne n’est des deux côtés')
    const first = page.locator('.compare-row').nth(1)
    await first.press('Enter')
    await expect(page.locator('.compare-figures')).toBeVisible()
    await page.screenshot({ path: 'screenshots/41-comparer-segments-1280-light.png' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.screenshot({ path: 'screenshots/41-comparer-segments-1280-dark.png' })
    await page.emulateMedia({ colorScheme: 'light' })
  })

  await test.step('a figure opens its rows and is pinned as a finding', async () => {
    await page.getByRole('button', { name: /^Déplacement de/ }).press('Enter')
    const panel = page.getByRole('complementary', { name: 'Preuve' })
    await expect(panel).toContainText('Indice de dissimilarité')
    await panel.getByRole('button', { name: 'Épingler comme constat' }).press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Épingler/ })
      .press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const [finding] = await call<{ kind: string; figure: { value: number | null } }[]>(page, 'findings/list', {})
    expect(finding?.kind).toBe('comparison')
    expect(finding?.figure.value).toBeGreaterThan(0)
    await page.screenshot({ path: 'screenshots/42-comparer-preuve-1280-light.png' })
  })

  await test.step('the comparison stands in the address, and Escape-free ways lead back', async () => {
    await page.reload()
    await expect(page.locator('.compare-row').first()).toBeVisible()
    await choose(page, 'Comparer', /Avant et après la recette/)
    await expect(page.getByRole('button', { name: /Lignes, avant et après$/ })).toBeVisible()
    await page.getByRole('button', { name: 'Retour aux lignes' }).press('Enter')
    await expect(page.getByRole('grid')).toBeVisible()
  })
})
