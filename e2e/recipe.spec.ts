import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, goTo, loadTables, settled, test } from './app'

test('steps are previewed, added, put in the middle, changed and undone by keyboard; the script is handed over', async ({
  app: { page, folder }
}) => {
  const path = join(folder, 'clients.csv')
  await writeFile(path, 'nom;ville;note\nZoé;Lyon ;4\nAli;LYON;5\nBo;Paris;2\nBo;Paris;2\nIda;;\n')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([path])
  await loadTables(page, 1)
  await goTo(page, 'Préparer')
  await settled(page)
  const steps = page.getByRole('list', { name: 'Étapes de la recette' })
  const preview = page.getByRole('region', { name: 'Aperçu' })
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole('button', { name: `Sélectionner un élément ${label}` }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  // A formula: refused in words, then previewed, then kept.
  await page.getByRole('button', { name: 'Ajouter une étape' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /Calculer une colonne/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Nom de la nouvelle colonne' }).fill('sur vingt')
  const formula = page.getByRole('textbox', { name: /^Formule/ })
  await formula.fill('notes * 4')
  await expect(preview).toContainText('La formule nomme une colonne « notes » qui n’est pas là')
  await expect(page.getByRole('button', { name: 'Ajouter l’étape' })).toBeDisabled()
  await formula.fill('note * 4')
  await expect(preview).toContainText('Nouvelles colonnes : sur vingt')
  await expect(preview.getByRole('row').nth(1)).toContainText('16')
  await page.screenshot({ path: 'test-results/recipe-formula-light.png' })
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps).toContainText('Calculer « sur vingt » = note * 4')

  // Variants: accepted after a look, put before the formula.
  await page.getByRole('button', { name: 'Insérer une étape avant « Calculer « sur vingt » = note * 4 »' }).click()
  await page.getByRole('menuitem', { name: /Réunir des variantes/ }).click()
  await choose('Colonne', 'ville')
  await page.getByRole('checkbox', { name: /Réunir en/ }).focus()
  await page.keyboard.press('Space')
  await expect(preview).toContainText('1 cellule change · 1 ligne touchée')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'test-results/recipe-clusters-dark.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps.getByRole('listitem').first()).toContainText('Réunir 2 variantes de « ville »')

  // Escape leaves a form and keeps nothing.
  await page.getByRole('button', { name: 'Modifier l’étape' }).first().click()
  await page.getByRole('checkbox', { name: /Réunir en/ }).focus()
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  await expect(steps.getByRole('listitem')).toHaveCount(2)

  // Duplicates, before and after, the script.
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Retirer les lignes en double/ }).click()
  await expect(preview).toContainText('5 lignes → 4 lignes')
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps).toContainText('5 → 4 lignes')
  await expect(page.getByRole('region', { name: 'Avant et après' })).toContainText('nouvelle')
  await page.getByRole('button', { name: 'Voir les anomalies réglées' }).click()
  await expect(page.getByText(/anomalies? réglées?/).last()).toBeVisible()
  await page.screenshot({ path: 'test-results/recipe-outcome-light.png', fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'test-results/recipe-outcome-dark.png' })
  await page.getByRole('button', { name: 'Exporter le script' }).click()
  const handed = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^SQL/ }).click()
  const download = await handed
  expect(download.suggestedFilename()).toBe('clients.sql')
  expect(await readFile(await download.path(), 'utf8')).toContain('read_csv(')
  await page.keyboard.press('Control+z')
  await expect(steps.getByRole('listitem')).toHaveCount(2)
})
