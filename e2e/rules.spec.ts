import type { Locator, Page } from '@playwright/test'
import { addFiles, expect, goTo, loadTables, settled, test } from './app'
import { call } from './furnish'

// A pattern that is being typed is refused now and then, in words.
test.use({ withRefusals: true })

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const CITIES = ['Lyon', 'Nice', 'Brest', 'Metz']

/** Orders with a few faults that a person would see; the second delivery has more of them. */
function orders(count: number, wrong: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const lines = Array.from({ length: count }, (_, i) => {
    const any = (salt: number, most: number): number => (Math.imul(i * 7 + salt, 2_654_435_761) >>> 8) % most
    const [price, pieces, day] = [5 + any(1, 90), 3 + any(2, 40), 1 + any(3, 15)]
    const isWrong = i % 50 < wrong
    const later = isWrong && i % 2 ? Math.max(1, day - 1) : day + any(4, 8)
    const city = CITIES[any(5, 4)] ?? ''
    return [`C${String(i + 1).padStart(5, '0')}`, isWrong && i % 400 === 0 ? 'Lyonn' : city, price, pieces, price * pieces, `2024-03-${two(day)}`, `2024-03-${two(later)}`].join(';') // prettier-ignore
  })
  return ['code;ville;prix;pieces;total;commande;livraison', ...lines].join('\n')
}

async function select(scope: Page | Locator, page: Page, field: string, option: string | RegExp): Promise<void> {
  await scope.getByRole('button', { name: new RegExp(`${field}$`) }).press('Enter')
  const found = page.getByRole('option', { name: option })
  await found.first().focus()
  await page.keyboard.press('Enter')
}

async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `screenshots/${name}-1280-${colorScheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('rules are suggested, accepted, edited, run, opened, pinned, split by segment, and followed over deliveries', async ({
  app: { page }
}) => {
  test.slow()
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Règles')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await addFiles(page, csv('commandes.csv', orders(400, 3)))
  await loadTables(page, 1)
  await goTo(page, 'Anomalies')
  await page.getByRole('tab', { name: 'Règles' }).click()
  await expect(page.locator('.empty-state')).toContainText('Aucune règle sur « commandes »')
  await picture(page, '50-regles-vide')
  const list = page.locator('.rule-item')

  await test.step('the data suggest rules with the rows that fail today; some are accepted, by keyboard', async () => {
    await page.getByRole('button', { name: 'Suggérer des règles' }).first().press('Enter')
    const cities = page.locator('.rule-suggestion', { hasText: '« ville » est parmi' })
    await expect(cities).toContainText('1 ligne en échec aujourd’hui', { timeout: 60_000 })
    await expect(page.locator('.rule-suggestion', { hasText: '« commande » ≤ « livraison »' })).toContainText(
      'en échec'
    )
    await picture(page, '51-regles-suggestions')
    await cities.getByRole('button', { name: /^Accepter la règle/ }).press('Enter')
    await expect(list).toHaveCount(1)
    await expect(cities).toHaveCount(0)
    await expect(page.locator('.rule-accept:focus')).toHaveCount(1)
    await page.getByRole('button', { name: 'Celles que des lignes enfreignent' }).press('Enter')
    await page.getByRole('button', { name: /^Accepter \d+ règles?$/ }).press('Enter')
    await expect.poll(() => list.count()).toBeGreaterThan(1)
  })

  await test.step('a rule opens exactly its failing rows, and its query', async () => {
    await list.filter({ hasText: 'ville' }).first().press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('« ville » est parmi')
    await settled(page)
    await expect(page.getByRole('grid')).toContainText('Lyonn')
    await expect(page.locator('.rule-facts')).toContainText('sur 400 jugées')
    await page.locator('.rule-query summary').press('Enter')
    await expect(page.locator('.rule-query')).toContainText('FROM "raw"."commandes"')
    await picture(page, '52-regles-detail')
  })

  await test.step('it is pinned, and the finding goes stale when the rule changes', async () => {
    await page.getByRole('button', { name: 'Épingler comme constat' }).press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Épingler/ })
      .press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Modifier' }).press('Enter')
    const form = page.getByRole('form', { name: 'Modifier la règle' })
    const values = form.getByRole('textbox', { name: /Valeurs permises/ })
    await values.fill(`${CITIES.join('\n')}\nLyonn`)
    await expect(form.getByRole('region', { name: 'Lignes en échec' })).toContainText('0 en échec sur 400')
    await values.fill(CITIES.slice(1).join('\n'))
    await expect(form.getByRole('region', { name: 'Lignes en échec' })).not.toContainText(' 0 en échec')
    await select(form, page, 'Par segment', 'ville')
    await settled(page)
    await picture(page, '53-regles-editeur')
    await form.getByRole('button', { name: 'Enregistrer' }).press('Enter')
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(list.filter({ hasText: 'ville' })).toBeFocused()
    const [finding] = await call<{ stale: boolean; changes: { fr: string }[] }[]>(page, 'findings/list', {})
    expect(finding?.stale).toBe(true)
    expect(finding?.changes[0]?.fr).toContain('La règle a changé')
  })

  await test.step('segments stand worst first, each with its failing rows', async () => {
    const segments = page.getByRole('region', { name: 'Par segment : ville' }).first()
    await expect(segments.getByRole('row').nth(1)).toContainText('Lyon')
    await segments.getByRole('button', { name: /^Lyon$/ }).press('Enter')
    await settled(page)
    await expect(page.getByRole('heading', { name: /Lignes en échec, segment Lyon/ })).toBeVisible()
    await picture(page, '54-regles-segments')
  })

  await test.step('a bad pattern is refused at its place while it is typed; a condition of SQL cannot write', async () => {
    await page.getByRole('button', { name: 'Nouvelle règle' }).press('Enter')
    const form = page.getByRole('form', { name: 'Nouvelle règle' })
    await select(form, page, 'Ce que la règle demande', /^Motif/)
    await select(form, page, 'Colonne', /^code/)
    await form.getByRole('textbox', { name: 'Motif' }).fill('C\\d{5')
    await form.getByRole('textbox', { name: 'Motif' }).fill('(C\\d{5}')
    await expect(form.getByRole('alert')).toContainText('au caractère 1')
    await form.getByRole('textbox', { name: 'Motif' }).fill('C\\d{5}')
    await expect(form.getByRole('region', { name: 'Lignes en échec' })).toContainText('0 en échec sur 400')
    await select(form, page, 'Ce que la règle demande', /^Condition SQL/)
    const condition = form.getByRole('textbox', { name: /Condition SQL/ })
    await condition.fill('true; DROP TABLE raw.commandes')
    await expect(form.getByRole('alert')).toContainText('Requête refusée')
    await condition.fill('pieces * prix = total AND zzz > 1')
    await expect(form.getByRole('alert')).toContainText('« zzz »')
    await picture(page, '55-regles-sql')
    await condition.fill('pieces * prix = total')
    await expect(form.getByRole('region', { name: 'Lignes en échec' })).toContainText('0 en échec sur 400')
    await form.getByRole('button', { name: 'Déclarer la règle' }).press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('pieces * prix = total')
  })

  await test.step('after a second delivery the history tells both', async () => {
    await goTo(page, 'Sources')
    await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: /Remplacer/ }).click()
    await (await chooser).setFiles(csv('commandes avril.csv', orders(500, 12)))
    await expect(page.getByRole('button', { name: 'Appliquer la livraison' })).toBeFocused()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('list', { name: 'Livraisons' })).toContainText('commandes avril.csv')
    await goTo(page, 'Anomalies')
    await page.getByRole('tab', { name: 'Règles' }).click()
    await list.filter({ hasText: '« commande » ≤ « livraison »' }).click()
    await page.getByRole('button', { name: 'Juger les livraisons passées' }).press('Enter')
    const history = page.getByRole('region', { name: 'Historique par livraison' }).first()
    await expect(history.getByRole('row')).toHaveCount(3)
    await expect(history.getByRole('row').nth(1)).toContainText('400')
    await expect(history.getByRole('row').nth(2)).toContainText('500')
    await expect(list.first().getByRole('img', { name: /part en échec par livraison/ })).toBeVisible()
    await settled(page)
    await picture(page, '56-regles-historique')
  })

  await test.step('quality by dimension tells measured from declared', async () => {
    await page.getByRole('tab', { name: 'Qualité' }).click()
    await expect(page.locator('.score-dimension').first()).toBeVisible({ timeout: 60_000 })
    await settled(page)
    await page.locator('.score-dimension').first().locator('summary').last().press('Enter')
    await expect(page.locator('.score-dimension').first()).toContainText('n =')
    await picture(page, '57-qualite')
  })

  await test.step('everything is undone', async () => {
    await page.getByRole('tab', { name: 'Règles' }).click()
    const before = await list.count()
    await list.first().click()
    await page.getByRole('button', { name: 'Supprimer' }).press('Enter')
    await expect(list).toHaveCount(before - 1)
    await expect(list.first()).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(list).toHaveCount(before)
  })
})
