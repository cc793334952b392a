import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, goTo, loadTables, settled, test } from './app'
import { violations } from './violations'

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
    await page.getByRole('button', { name: `Choisir… ${label}` }).click()
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

  // A column is read another way, of those that its values speak for.
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Lire comme un nombre/ }).click()
  await choose('Colonne', 'note')
  await page.getByRole('button', { name: /Lire comme$/ }).click()
  await page.getByRole('option', { name: 'texte' }).click()
  await expect(preview).toContainText('4 cellules lues, écrites à l’identique')
  await page.screenshot({ path: 'test-results/recipe-cast-light.png' })
  await page.keyboard.press('Escape')

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
  await expect(steps.getByRole('listitem').first()).toContainText('Réunir 1 variante de « ville »')

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

test('before and after tells scores, anomalies and findings; branches are named, gone to and compared', async ({
  app: { page, folder }
}) => {
  const path = join(folder, 'avis.csv')
  const lines = Array.from(
    { length: 120 },
    (_, i) => `${i};${['Lyon', 'Paris'][i % 2]};${i % 20 === 3 ? '' : 1 + (i % 10)}`
  )
  await writeFile(path, ['id;ville;note', ...lines, ''].join('\n'))
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([path])
  await loadTables(page, 1)
  // A gap, accepted and pinned.
  await goTo(page, 'Anomalies')
  const missing = page.getByRole('option').filter({ hasText: 'Valeurs manquantes' }).first()
  await expect(missing).toBeVisible({ timeout: 60_000 })
  await settled(page)
  await missing.click()
  await page.getByRole('region', { name: 'Décision' }).getByRole('button', { name: 'Accepter' }).click()
  await expect(missing).toContainText('acceptée')
  await page.getByRole('button', { name: 'Épingler comme constat' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Ce que montre le chiffre' }).fill('Notes vides')
  await page.getByRole('dialog').getByRole('button', { name: 'Épingler', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Pseudonyms are seen before the first step that makes them; the gap is filled.
  await goTo(page, 'Préparer')
  const steps = page.getByRole('list', { name: 'Étapes de la recette' })
  const preview = page.getByRole('region', { name: 'Aperçu' })
  const step = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Ajouter une étape' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await step(/Compléter les manquants/)
  await page.getByRole('button', { name: 'Choisir… Colonne' }).click()
  await page.getByRole('option', { name: 'note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Valeur' }).fill('5')
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  await settled(page)
  await page.getByRole('button', { name: 'Voir les anomalies réglées' }).press('Enter')
  const scores = page.getByRole('region', { name: 'Qualité par dimension (ISO/IEC 25012)' })
  await expect(scores.getByRole('row', { name: /complétude/ })).toContainText('6 → 0')
  await expect(page.getByRole('region', { name: 'Anomalies réglées et apparues' })).toContainText('acceptée')
  const findings = page.getByRole('region', { name: 'Constats, avant et après' })
  await expect(findings.getByRole('row', { name: /Notes vides/ })).toContainText('réglée')
  await scores.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/recipe-judged-light.png' })
  const unfit = await violations(page, 'before and after')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.screenshot({ path: 'test-results/recipe-judged-dark.png' })
  await page.emulateMedia({ colorScheme: 'light' })

  // A branch, another way, and back.
  const branches = page.getByRole('list', { name: 'Branches' })
  await branches.getByRole('button', { name: 'Nommer' }).first().press('Enter')
  await page.keyboard.type('notes complétées')
  await page.keyboard.press('Enter')
  await expect(branches).toContainText('notes complétées')
  await page.keyboard.press('Control+z')
  await expect(steps).toHaveCount(0)
  await step(/Pseudonymiser/)
  await page.getByRole('button', { name: /Colonnes à pseudonymiser/ }).click()
  await page.getByRole('option', { name: 'ville', exact: true }).click()
  await expect(preview.getByRole('row').nth(1)).toContainText(/[0-9a-f]{32}/)
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  const left = branches.getByRole('listitem').filter({ hasText: 'notes complétées' })
  await left.getByRole('button', { name: 'Comparer' }).press('Enter')
  const compared = page.getByRole('region', { name: 'Deux branches côte à côte' })
  await expect(compared).toContainText('notes complétées seulement')
  await compared.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/recipe-branches-light.png' })
  unfit.push(...(await violations(page, 'branches')))
  await left.getByRole('button', { name: 'Passer à celle-ci' }).press('Enter')
  await expect(steps).toContainText('note')
  await expect(branches.getByRole('listitem').first()).toContainText('notes complétées')
  await expect(branches.getByText(/^Laissée le /)).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.screenshot({ path: 'test-results/recipe-branches-dark.png' })
  expect(unfit).toEqual([])
})

test('a delivery that lacks a column leaves out the steps that read it, in words, and undo brings them back', async ({
  app: { page, folder }
}) => {
  const rows = (line: (i: number) => string): string[] => Array.from({ length: 60 }, (_, i) => line(i))
  const [march, april] = [join(folder, 'avis.csv'), join(folder, 'avis avril.csv')]
  await writeFile(
    march,
    ['id;ville;note', ...rows((i) => `${i};${['Lyon', ' Nice'][i % 2]};${i % 9 || ''}`), ''].join('\n')
  )
  await writeFile(april, ['id;ville', ...rows((i) => `${i};${['Lyon', ' Nice'][i % 2]}`), ''].join('\n'))
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([march])
  await loadTables(page, 1)
  await goTo(page, 'Préparer')
  const steps = page.getByRole('list', { name: 'Étapes de la recette' })
  const add = async (kind: RegExp, column: string): Promise<void> => {
    await page.getByRole('button', { name: 'Ajouter une étape' }).click()
    await page.getByRole('menuitem', { name: kind }).click()
    await page.getByRole('button', { name: 'Choisir… Colonne' }).click()
    await page.getByRole('option', { name: column, exact: true }).click()
  }
  await add(/Compléter les manquants/, 'note')
  await page.getByRole('textbox', { name: 'Valeur' }).fill('5')
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  await add(/Nettoyer les textes/, 'ville')
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(steps.getByRole('listitem')).toHaveCount(2)

  // The order is changed by keyboard; nothing of the table changes by it.
  const outcome = page.getByText(/^Cellules changées\s: \d+, dans 2 colonnes sur 3\.$/)
  await expect(outcome).toBeVisible()
  await page.getByRole('button', { name: 'Monter l’étape' }).last().press('Enter')
  await expect(steps.getByRole('listitem').first()).toContainText('ville')
  await expect(outcome).toBeVisible()

  await goTo(page, 'Sources')
  await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: /Remplacer/ }).click()
  await (await chooser).setFiles([april])
  await page.getByRole('button', { name: 'Appliquer la livraison' }).click()
  await expect(page.getByRole('list', { name: 'Livraisons' })).toContainText('avis avril.csv')
  await goTo(page, 'Préparer')
  await expect(page.getByRole('status').filter({ hasText: '1 étape sur 2 appliquée' })).toBeVisible()
  await expect(steps.getByRole('listitem').nth(1)).toContainText('La colonne « note » n’est pas dans les lignes')

  // What is to know of the script stands whole on the screen, and goes when it is no longer true.
  await page.getByRole('button', { name: 'Exporter le script' }).click()
  const handed = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /^SQL/ }).click()
  expect(await readFile(await (await handed).path(), 'utf8')).toContain('Étape non appliquée')
  const notes = page.getByRole('list', { name: 'À savoir de « avis.sql »' })
  await expect(notes).toContainText('livrée plusieurs fois')
  const box = await notes.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280)
  await page.screenshot({ path: 'test-results/recipe-replayed-light.png' })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.screenshot({ path: 'test-results/recipe-replayed-dark.png' })
  expect(await violations(page, 'a recipe on another delivery')).toEqual([])
  await page.keyboard.press('Control+z')
  await expect(steps.getByRole('listitem').nth(1)).toContainText(/cellules? (changées?|seulement lues?)/)
  await expect(notes).toHaveCount(0)
})

test('a long recipe is gone through by keyboard: the frame stays, the focus too, and evidence holds the rows that reach a step', async ({
  app: { page, folder }
}) => {
  const path = join(folder, 'ventes.csv')
  await writeFile(path, 'mois;prix;ville\n1;10;Lyon\n2;20;Paris\n3;30;Lyon\n')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([path])
  await loadTables(page, 1)
  await settled(page)
  await page.evaluate(async () => {
    const specs = [
      ...Array.from({ length: 16 }, (_, at) => ({ kind: 'derive', as: `c${at}`, expression: `prix * ${at}` })),
      { kind: 'filter', filter: { all: [{ column: 'c2', op: '>', values: [20] }] }, expression: null }
    ]
    for (const spec of specs)
      await fetch('/rpc/recipe/add', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { table: 'ventes', spec } })
      })
  })
  await goTo(page, 'Préparer')
  await settled(page)
  const steps = page.getByRole('list', { name: 'Étapes de la recette' })
  const lines = steps.getByRole('listitem')
  await expect(lines).toHaveCount(17)
  const box = (name: string) => page.getByRole('checkbox', { name })

  // The last step comes into sight within its list; the page itself has nowhere to scroll to.
  await box('Activer l’étape « Calculer « c0 » = prix * 0 »').focus()
  for (let n = 0; n < 16 * 7; n++) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
  await page.screenshot({ path: 'test-results/recipe-long-light.png' })

  // Undo works from a box that was just ticked.
  const first = box('Activer l’étape « Calculer « c0 » = prix * 0 »')
  await first.focus()
  await page.keyboard.press('Space')
  await expect(first).not.toBeChecked()
  await settled(page)
  await page.keyboard.press('Control+z')
  await expect(first).toBeChecked()

  // The filter leaves out the first row, whose computed cell is 20.
  await lines.last().getByRole('button', { name: 'Voir la preuve' }).press('Enter')
  const evidence = page.getByRole('complementary', { name: /Preuve/ })
  await expect(evidence).toContainText('1 observation')
  await expect(evidence).toContainText('laisse de côté')
  await page.screenshot({ path: 'test-results/recipe-evidence-light.png' })
  await page.keyboard.press('Escape')

  // A removed step hands the focus to its neighbour.
  await lines.last().getByRole('button', { name: 'Retirer l’étape' }).press('Enter')
  await expect(lines).toHaveCount(16)
  await expect(lines.last()).toBeFocused()

  // What cannot be read is told; Ctrl+Enter keeps a complete step, which then has the focus.
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Recoder des valeurs/ }).click()
  await page.getByRole('button', { name: 'Choisir… Colonne' }).click()
  await page.getByRole('option', { name: 'ville', exact: true }).click()
  const codes = page.getByRole('textbox', { name: /Une valeur par ligne/ })
  await codes.fill('A02')
  await expect(page.getByRole('region', { name: 'Aperçu' })).toContainText('La ligne « A02 » n’a pas de « = »')
  await page.screenshot({ path: 'test-results/recipe-fault-light.png' })
  await codes.fill('Lyon = 69\nParis = 75')
  await expect(page.getByRole('region', { name: 'Aperçu' })).toContainText('3 cellules changent')
  await codes.press('Control+Enter')
  await expect(lines).toHaveCount(17)
  await expect(lines.last()).toBeFocused()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'test-results/recipe-kept-dark.png' })
})

test('a column that is spread into others is not asked for once it is gone; the preview reads in French', async ({
  app: { page, folder }
}) => {
  const path = join(folder, 'mois.csv')
  await writeFile(path, 'ville;mois;prix\nLyon;jan;64.51\nLyon;fev;12.5\nParis;jan;3.25\nParis;fev;8.75\n')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await goTo(page, 'Sources')
  await page.locator('input[type="file"]').first().setInputFiles([path])
  await loadTables(page, 1)
  await goTo(page, 'Préparer')
  await settled(page)
  const choose = async (label: RegExp, option: string): Promise<void> => {
    await page.getByRole('button', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await page.getByRole('button', { name: 'Ajouter une étape' }).click()
  await page.getByRole('menuitem', { name: /Étaler en colonnes/ }).click()
  await choose(/Une ligne par$/, 'ville')
  await choose(/Une colonne par valeur de$/, 'mois')
  await page.getByRole('button', { name: 'Reprendre les valeurs de la colonne' }).click()
  await choose(/Dans les cellules$/, 'La somme')
  await choose(/De la colonne$/, 'prix')
  const preview = page.getByRole('region', { name: 'Aperçu' })
  await expect(preview).toContainText('64,51')
  await page.screenshot({ path: 'test-results/recipe-pivot-light.png' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'test-results/recipe-pivot-dark.png' })
  await page.getByRole('button', { name: 'Ajouter l’étape' }).click()
  await expect(page.getByRole('list', { name: 'Étapes de la recette' })).toContainText('Mettre « mois » en colonnes')
  await settled(page)
})
