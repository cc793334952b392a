import type { Page } from '@playwright/test'
import { addFiles, expect, goTo, loadTables, screenNames, settled, test } from './app'
import { furnish } from './furnish'
import { picture, pictures } from './pictures'
import { violations } from './violations'

test('start screen and the screens of an empty project, light and dark', async ({ app: { page } }) => {
  test.slow()
  await expect(page.getByRole('button', { name: 'Ouvrir le cas fourni' })).toBeVisible()
  const found = await violations(page, 'start')
  await picture(page, 0, 'accueil', '1280-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await picture(page, 0, 'accueil', '1280-light')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await wiped(page)
  found.push(...(await everyScreen(page, (place, name) => picture(page, place, name, 'vide'))))
  expect(found).toEqual([])
})

test.describe('with the case', () => {
  test.use({ withCase: true })

  test('every screen, full, light and dark', async ({ app: { page } }) => {
    test.slow()
    await furnish(page)
    const found = await everyScreen(page, (place, name) => pictures(page, place, name))
    await goTo(page, 'Préparer')
    await page.getByRole('button', { name: 'Voir la preuve' }).first().click()
    await settled(page)
    await picture(page, 20, 'preuve', '1280-light')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await picture(page, 21, 'palette', '1280-light')
    await page.keyboard.press('Escape')
    await goTo(page, 'Chantiers')
    await page.locator('.list-item', { hasText: 'Rembourser en une semaine' }).click()
    await expect(page.getByRole('region', { name: 'Estimations' })).toBeVisible()
    found.push(...(await violations(page, 'one workstream')))
    expect(found).toEqual([])
  })

  test('relations: diagram, tables and the join dialog, light and dark', async ({ app: { page } }) => {
    test.slow()
    await page.evaluate(() => (location.hash = '#/sources?view=relations'))
    await page.locator('.relation-edge-orphans').first().click({ timeout: 60_000 })
    const found = await violations(page, 'diagram')
    await page.getByRole('tab', { name: 'Tableau' }).click()
    found.push(...(await violations(page, 'tables of relations')))
    await page.getByRole('button', { name: 'Joindre…' }).click()
    await expect(page.getByRole('region', { name: 'Correspondances' })).toContainText('Lignes après')
    found.push(...(await violations(page, 'join dialog')))
    expect(found).toEqual([])
  })

  test('facets of a table, and the heat map of its pairs, light and dark', async ({ app: { page } }) => {
    test.slow()
    await goTo(page, 'Explorer')
    await settled(page)
    await page.getByRole('button', { name: 'Profil complet' }).click()
    await page.getByRole('grid', { name: 'Force de chaque paire' }).locator('[tabindex="0"]').focus()
    const found = await violations(page, 'heat map')
    await page.getByRole('button', { name: 'Afficher les facettes' }).click()
    const pane = page.getByRole('complementary', { name: 'Facettes' })
    for (const place of [0, 1, 2, 3]) {
      await pane.getByRole('button', { name: 'Colonne' }).click()
      await page.getByRole('option').nth(place).click()
      await pane.getByRole('button', { name: 'Ajouter', exact: true }).click()
    }
    await settled(page)
    await pane.locator('.facet-pick').first().click()
    await settled(page)
    found.push(...(await violations(page, 'facets')))
    await pane.getByText('Conditions').click()
    await pane.getByText('SQL du filtre').click()
    found.push(...(await violations(page, 'conditions of the filter')))
    expect(found).toEqual([])
  })

  test('rules: suggestions, one rule, its form, and the quality of a table, light and dark', async ({
    app: { page }
  }) => {
    test.slow()
    await goTo(page, 'Anomalies')
    await page.getByRole('tab', { name: 'Règles' }).click()
    await page.getByRole('button', { name: 'Suggérer des règles' }).first().click()
    await expect(page.locator('.rule-suggestion').first()).toBeVisible({ timeout: 60_000 })
    await settled(page)
    const found = await violations(page, 'suggested rules')
    await page.getByRole('button', { name: 'Celles que des lignes enfreignent' }).click()
    await page.getByRole('button', { name: /^Accepter \d+ règles?$/ }).click()
    await page.locator('.rule-item').first().click()
    await settled(page)
    await page.getByRole('button', { name: 'Juger les livraisons passées' }).click()
    await settled(page)
    found.push(...(await violations(page, 'one rule')))
    await page.getByRole('button', { name: 'Modifier' }).click()
    await settled(page)
    found.push(...(await violations(page, 'form of a rule')))
    await page.getByRole('tab', { name: 'Qualité' }).click()
    await expect(page.locator('.score-dimension').first()).toBeVisible({ timeout: 60_000 })
    await settled(page)
    await page.locator('.score-side summary').first().click()
    found.push(...(await violations(page, 'quality')))
    expect(found).toEqual([])
  })

  test('map of one table, what is blind, a guess being written and confronted, light and dark', async ({
    app: { page }
  }) => {
    test.slow()
    await goTo(page, 'Satisfaction')
    await settled(page)
    await goTo(page, 'Carte')
    await page.locator('.list-item').nth(1).click()
    await settled(page)
    const found = await violations(page, 'map of a table')
    await page.getByRole('tab', { name: 'Encore aveugle' }).click()
    await settled(page)
    found.push(...(await violations(page, 'blind')))
    await page.getByRole('tab', { name: 'Couverture' }).click()
    await page
      .getByRole('button', { name: /^Écrire une supposition sur/ })
      .first()
      .click()
    await page.getByRole('textbox', { name: 'Ce que vous pensez trouver' }).fill('Une idée')
    found.push(...(await violations(page, 'guess being written')))
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('button', { name: 'Confronter' }).click()
    found.push(...(await violations(page, 'guess being confronted')))
    await page.getByRole('tab', { name: 'Regards' }).click()
    await settled(page)
    found.push(...(await violations(page, 'looks')))
    expect(found).toEqual([])
  })

  test('palette, dialogs, panels and English, light and dark', async ({ app: { page } }) => {
    test.slow()
    await goTo(page, 'Préparer')
    await settled(page)
    await page.getByRole('button', { name: 'Voir la preuve' }).first().click()
    await settled(page)
    const found = await violations(page, 'evidence panel')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    found.push(...(await violations(page, 'palette')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Raccourcis clavier' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    found.push(...(await violations(page, 'shortcuts')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Travaux en cours et finis' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    found.push(...(await violations(page, 'jobs')))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('link', { name: 'Explore' }).click()
    await settled(page)
    found.push(...(await violations(page, 'explore in English')))
    expect(found).toEqual([])
  })
})

test('import view, menu of a column, comparison of a delivery, light and dark', async ({ app: { page } }) => {
  test.slow()
  const file = (name: string, rows: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(rows) })
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await addFiles(page, [
    file('mars.csv', 'id;ville;note\n1;Lyon;4\n2;Nantes;9\n3;Nice;7\n'),
    file('avril.csv', 'id;ville;note\n4;Lyon;4\n5;Nantes;9\n')
  ])
  await page.getByText('Réunir en une seule table').click()
  await wiped(page)
  const found = await violations(page, 'import')
  await page.getByRole('button', { name: /Lecture de la colonne note/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  found.push(...(await violations(page, 'menu of a column')))
  await page.keyboard.press('Escape')
  await loadTables(page, 1)
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()
  found.push(...(await violations(page, 'report')))
  await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: /Remplacer/ }).click()
  await (await chooser).setFiles(file('mai.csv', 'id;commune;note;canal\n1;Lyon;4;web\n2;Nantes;8;web\n6;Nice;7;tel\n'))
  await expect(page.getByRole('button', { name: 'Appliquer la livraison' })).toBeFocused()
  await page.getByRole('button', { name: /^Dans la table/ }).click()
  await page.getByRole('button', { name: 'Lecture du fichier' }).click()
  await expect(page.getByRole('region', { name: 'Lignes de la table' })).toContainText('Nice')
  found.push(...(await violations(page, 'delivery')))
  expect(found).toEqual([])
})

/** React Aria says that the button of the start screen is done, under a name that is gone; it wipes it by itself. */
async function wiped(page: Page): Promise<void> {
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
  await expect(page.locator('[data-live-announcer] [role="img"]')).toHaveCount(0)
}

/** What axe finds on each screen of the rail, each pictured. */
async function everyScreen(page: Page, taken: (place: number, name: string) => Promise<void>): Promise<string[]> {
  const found: string[] = []
  for (const [place, name] of (await screenNames(page)).entries()) {
    await goTo(page, name)
    await settled(page)
    found.push(...(await violations(page, name)))
    await page.emulateMedia({ colorScheme: 'light' })
    await taken(place + 1, name)
  }
  return found
}
