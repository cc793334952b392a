import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cell, expect, goTo, loadTables, settled, test } from './app'
import { violations } from './violations'

/** A survey with gaps, codes for missing, a typing error, another writing and an impossible age. */
function rows(): string {
  const lines = Array.from({ length: 240 }, (_, i) => {
    const town = i === 31 ? 'Lyom' : i === 7 || i === 12 ? 'N/A' : ['Lyon', 'Paris', 'Nantes'][i % 3]
    const age = i % 40 === 3 ? '' : i === 6 ? 930 : 20 + (i % 40)
    return `${i};${town};${age};${i === 50 ? 900 : 3 + (i % 7)}`
  })
  return ['id;ville;âge;note;courriel', ...lines.map((line, i) => `${line};${i % 30 === 4 ? ' ' : ''}a${i}@exemple.fr`), '240;PARIS;41;5;b@exemple.fr', ''].join('\n') // prettier-ignore
}

test('anomalies are accepted, dismissed, owned and commented by keyboard; marks follow, and nothing is lost', async ({
  app: { page, folder }
}) => {
  const path = join(folder, 'enquête.csv')
  await writeFile(path, rows())
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([path])
  await loadTables(page, 1)
  await goTo(page, 'Anomalies')
  const list = page.getByRole('listbox', { name: 'Anomalies' })
  const items = list.getByRole('option')
  await expect(items.first()).toBeVisible({ timeout: 60_000 })
  await settled(page)
  const found = await items.count()
  expect(found).toBeGreaterThan(3)

  // One, by keyboard: chosen, accepted, given to someone, commented.
  const missing = items.filter({ hasText: 'Valeurs manquantes' }).first()
  await missing.click()
  const decision = page.getByRole('region', { name: 'Décision' })
  await decision.getByRole('button', { name: 'Accepter' }).focus()
  await page.keyboard.press('Enter')
  await expect(missing).toContainText('acceptée')
  await expect(page.getByText(/^Décidée le /)).toBeVisible()
  await decision.getByRole('combobox', { name: 'Responsable' }).fill('Zoé')
  await page.keyboard.press('Enter')
  await expect(missing).toContainText('Zoé')
  await decision.getByRole('textbox', { name: 'Commentaire' }).fill('demandé au service')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Commentaires' })).toContainText('demandé au service')
  await page.screenshot({ path: 'test-results/register-one-light.png' })
  const unfit = await violations(page, 'one anomaly')

  // Many: Shift and the arrows; a reason is asked for; one line in the journal, one undo.
  await items.last().click()
  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(page.getByRole('heading', { name: '3 anomalies choisies' })).toBeVisible()
  await page.screenshot({ path: 'test-results/register-bulk-light.png' })
  // Ctrl with the arrows and Space: one further off, and one taken out again.
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('heading', { name: '4 anomalies choisies' })).toBeVisible()
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('heading', { name: '3 anomalies choisies' })).toBeVisible()
  await decision.getByRole('button', { name: 'Écarter' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(decision).toContainText('Écrivez une raison')
  unfit.push(...(await violations(page, 'many anomalies')))
  await page.keyboard.type('bac à sable')
  await page.keyboard.press('Enter')
  await expect(items).toHaveCount(found - 3)
  await page.getByRole('button', { name: '3 écartées' }).click()
  await expect(items).toHaveCount(3)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.screenshot({ path: 'test-results/register-dismissed-dark.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'Revenir à ce qui est à traiter' }).click()
  await page.keyboard.press('Control+z')
  await expect(items).toHaveCount(found)
  await page.keyboard.press('Control+Shift+z')
  await expect(items).toHaveCount(found - 3)
  await goTo(page, 'Journal')
  const dismissed = page.locator('.journal-label', {
    hasText: /Écarter\s: 3 anomalies, «\s.+\(«\sbac à sable\s»\)/
  })
  // A long line opens whole.
  await page.locator('.journal-label summary', { hasText: 'Écarter' }).press('Enter')
  await expect(dismissed).toBeVisible()

  // Filters, with their counts beside.
  await goTo(page, 'Anomalies')
  await page.getByText('Autres filtres et tri').click()
  await page.getByRole('button', { name: /Responsable$/ }).click()
  await page.getByRole('option', { name: 'Zoé (1)' }).click()
  await expect(items).toHaveCount(1)
  await expect(missing).toHaveAttribute('aria-selected', 'true')
  await page.screenshot({ path: 'test-results/register-filters-light.png' })
  unfit.push(...(await violations(page, 'filters')))
  await page.getByRole('button', { name: /Responsable$/ }).click()
  await page.getByRole('option', { name: /^Toutes/ }).click()
  await expect(items).toHaveCount(found - 3)

  // To the rows and back: the mark tells and opens it, by mouse and by keyboard.
  await goTo(page, 'Anomalies')
  await missing.click()
  await page.getByRole('button', { name: 'Voir dans la table' }).click()
  const mark = cell(page, 3, 2)
  await expect(mark).toHaveClass(/grid-mark-sure/)
  await expect(mark).toHaveAttribute('title', /^Acceptée/)
  await expect(mark).toHaveClass(/grid-active/)
  await expect(page.locator('.grid-mark-open').first()).toBeVisible()
  unfit.push(...(await violations(page, 'marks')))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.screenshot({ path: 'test-results/register-marks-light.png' })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.screenshot({ path: 'test-results/register-marks-dark.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir l’anomalie' }).press('Enter')
  await expect(page.getByRole('main', { name: 'Anomalies', exact: true })).toBeVisible()
  await expect(missing).toHaveAttribute('aria-selected', 'true')
  await page.goBack()
  await mark.locator('.grid-mark-target').click()
  await expect(missing).toHaveAttribute('aria-selected', 'true')

  // The accepted one becomes a finding; the list is handed over.
  await page.getByRole('button', { name: 'Épingler comme constat' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Épingler', exact: true }).click()
  await expect(page.locator('.anomaly-view').getByText(/^Constat épinglé/)).toBeVisible()
  const handed = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exporter ce qui est listé (CSV)' }).click()
  const csv = await readFile(await (await handed).path(), 'utf8')
  expect(csv).toContain('demandé au service')
  expect(csv.split('\r\n').filter((line) => /^(à voir|acceptée);/.test(line))).toHaveLength(found - 3)

  // A recipe that mends it: still in the register, no longer found.
  await goTo(page, 'Préparer')
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Compléter les manquants/ }).click()
  await page.getByRole('button', { name: 'Choisir… Colonne' }).click()
  await page.getByRole('option', { name: 'âge', exact: true }).click()
  await page.getByRole('textbox', { name: 'Valeur' }).fill('30')
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await goTo(page, 'Anomalies')
  await page.getByRole('button', { name: 'Chercher à nouveau' }).click()
  await settled(page)
  await expect(missing).toContainText('plus trouvée')
  await expect(missing).toContainText('acceptée')
  expect(unfit).toEqual([])
})
