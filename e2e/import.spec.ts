import type { Locator, Page } from '@playwright/test'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { addFiles, cell, expect, goTo, loadTables, settled, test } from './app'

let files: string

test.beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'chantier-import-'))
})

test.afterAll(async () => {
  await rm(files, { recursive: true, force: true })
})

test.beforeEach(async ({ app: { page } }) => {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Import')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
})

test('a wide table with doubts scrolls in its preview, never the page', async ({ app: { page } }) => {
  const names = Array.from({ length: 30 }, (_, at) => `mesure_${at}`)
  const rows = Array.from({ length: 100 }, (_, at) => names.map(() => (at % 4 === 3 ? 'n.d.' : `${at},5`)).join(';'))
  await addFiles(page, {
    name: 'large.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([names.join(';'), ...rows, ''].join('\n'))
  })
  await expect(headers(page)).toHaveCount(30)
  await readAs(page, 'mesure_29', 'nombre entier')
  await page.keyboard.press('Escape')
  await expect(preview(page).locator('.preview-unread').first()).toBeAttached()
  const beyond = await page
    .getByRole('main')
    .evaluate((main) => [main.scrollWidth - main.clientWidth, main.scrollHeight - main.clientHeight])
  expect(beyond).toEqual([0, 0])
})

test('every choice by keyboard, and the preview follows', async ({ app: { page } }) => {
  await addFiles(page, {
    name: 'mesures.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('ville;note\nOrléans;4\nNîmes;9\nLyon;7\n')
  })
  await expect(headers(page)).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Charger 1 table' })).toBeFocused()

  await test.step('separator: chosen, told so, and given back', async () => {
    await pick(page, 'Séparateur', 'virgule')
    await expect(headers(page)).toHaveCount(1)
    await expect(headers(page).first()).toContainText('ville;note')
    const reset = page.getByRole('button', { name: 'Séparateur : revenir à la détection' })
    await expect(reset).toHaveText('choisi')
    await press(page, reset)
    await expect(headers(page)).toHaveCount(2)
    await expect(reset).toHaveCount(0)
  })

  await test.step('another separator is typed', async () => {
    await pick(page, 'Séparateur', 'autre')
    await expect(page.getByRole('textbox', { name: 'Autre séparateur' })).toBeFocused()
    await page.keyboard.type('ill')
    await expect(headers(page).first()).toContainText('v')
    await expect(headers(page).nth(1)).toContainText('e;note')
    await press(page, page.getByRole('button', { name: 'Séparateur : revenir à la détection' }))
    await expect(headers(page).nth(1)).toContainText('note')
  })

  await test.step('encoding', async () => {
    await pick(page, 'Encodage', 'MacRoman')
    await expect(preview(page).getByRole('cell', { name: 'Orléans', exact: true })).toHaveCount(0)
    await press(page, page.getByRole('button', { name: 'Encodage : revenir à la détection' }))
    await expect(preview(page).getByRole('cell', { name: 'Orléans', exact: true })).toBeVisible()
  })

  await test.step('header rows', async () => {
    await pick(page, 'En-tête', 'aucune')
    await expect(preview(page).getByRole('cell', { name: 'ville', exact: true })).toBeVisible()
    await press(page, page.getByRole('button', { name: 'En-tête : revenir à la détection' }))
    await expect(preview(page).getByRole('cell', { name: 'ville', exact: true })).toHaveCount(0)
  })

  await test.step('what a reading loses is marked in the preview, and told with the rows it was counted in', async () => {
    await readAs(page, 'ville', 'nombre entier')
    await page.keyboard.press('Escape')
    await expect(preview(page).locator('.preview-unread')).toHaveCount(3)
    await expect(page.getByRole('region', { name: 'À vérifier' })).toContainText(
      'ville : 3 valeurs parmi les 3 premières lignes ne se lisent pas comme nombre entier'
    )
  })

  await test.step('type of a column, and a text that means no answer', async () => {
    await readAs(page, 'note', 'texte')
    await page.getByRole('textbox', { name: 'Autre texte' }).focus()
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: '9' })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await expect(page.locator('.column-type:focus')).toHaveAttribute('aria-label', /colonne note\s: texte/)
  })

  await test.step('Ctrl+Enter loads as chosen', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toContainText('mesures.txt')
    await expect(page.getByRole('row', { name: /^note texte/ })).toBeVisible()
  })
})

test('choices are taken over for the next file of the shape, and can be forgotten', async ({ app: { page } }) => {
  const file = (name: string, rows: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`ref,note\n${rows}`)
  })
  await addFiles(page, file('mars.csv', '12,4\n15,9\n'))
  await expect(headers(page)).toHaveCount(2)
  await readAs(page, 'ref', 'texte')
  await page.keyboard.press('Escape')
  await loadTables(page, 1)
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()

  await addFiles(page, file('avril.csv', '18,3\n21,6\n'))
  const notes = page.getByRole('region', { name: 'À vérifier' })
  await expect(notes).toContainText('Choix repris de « mars.csv »')
  await expect(page.getByRole('button', { name: 'Lecture de la colonne ref : texte' })).toBeVisible()
  await notes.getByRole('button', { name: 'Revenir à la détection' }).click()
  await expect(page.getByRole('button', { name: 'Lecture de la colonne ref : nombre entier' })).toBeVisible()
  await expect(notes).not.toContainText('Choix repris')
})

test('a pasted table becomes a file, by Ctrl+V anywhere or by the button', async ({ app: { page } }) => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'ville\tnote\nLyon\t4\nNantes\t9\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  const found = page.getByRole('list', { name: 'Tables trouvées' })
  await expect(found).toContainText(/collage du \d+ .+ h \d\d\.txt/)
  await expect(preview(page).getByRole('cell', { name: 'Nantes', exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Ajouter des fichiers' }).click()
  await page.getByRole('menuitem', { name: 'Coller un tableau' }).click()
  await page.getByRole('textbox', { name: 'Tableau à coller' }).fill('pays;habitants\nFrance;68\n')
  await page.getByRole('button', { name: 'Utiliser ce tableau' }).click()
  await loadTables(page, 2)
  await expect(page.locator('.list-item')).toHaveCount(2)
})

test('an order of dates in doubt is decided before loading, or after', async ({ app: { page } }) => {
  const rows = Array.from({ length: 9 }, (_, i) => `0${i + 1}/0${9 - i}/2024;0${i + 1}/03/2023\n`).join('')
  await addFiles(page, { name: 'dates.csv', mimeType: 'text/csv', buffer: Buffer.from(`entrée;sortie\n${rows}`) })
  const notes = page.getByRole('region', { name: 'À vérifier' })
  await expect(notes).toContainText('2 colonnes de dates dont l’ordre est douteux')
  await page.getByRole('button', { name: /^Lecture de la colonne entrée/ }).click()
  await page.locator('.column-dialog .select-button').click()
  await expect(page.getByRole('option', { name: 'date jj/mm/aaaa', exact: true })).toHaveCount(1)
  await page.getByRole('option', { name: 'Autre forme de date ou d’heure…' }).click()
  await page.getByRole('textbox', { name: 'Comment la date est-elle écrite' }).fill('mm/jj/aaaa')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Lecture de la colonne entrée . date mm\/jj\/aaaa$/ })).toBeVisible()
  await expect(notes).not.toContainText('entrée')
  await loadTables(page, 1)
  const report = page.getByRole('article', { name: 'Rapport de chargement' })
  await report.getByRole('button', { name: 'Lire sortie comme date mm/jj/aaaa' }).click()
  await expect(report.getByRole('region', { name: 'À vérifier' })).toHaveCount(0)
  await expect(report.getByRole('row', { name: /^sortie date mm\/jj\/aaaa/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(report.getByRole('region', { name: 'À vérifier' })).toContainText('sortie')
})

test('an address is no file, and the same file is known again', async ({ app: { page } }) => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'https://exemple.fr/ventes.csv')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByText('téléchargez d’abord ce fichier')).toBeVisible()
  const file = { name: 'ventes.csv', mimeType: 'text/csv', buffer: Buffer.from('ville;note\nLyon;4\nNantes;9\n') }
  await addFiles(page, file)
  await expect(headers(page)).toHaveCount(2)
  await loadTables(page, 1)
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()
  await addFiles(page, { ...file, name: 'copie.csv' })
  await expect(page.getByRole('list', { name: 'Tables trouvées' })).toContainText(
    /Déjà chargé le .* sous le nom «\sventes\s»/
  )
  await loadTables(page, 1)
  await expect(page.locator('.list-item')).toHaveCount(2)
})

test.describe('a folder', () => {
  test.use({ withRefusals: true })

  test('gives its files, one of them refused; those of one shape become one table', async ({ app: { page } }) => {
    const folder = join(files, 'livraison')
    await mkdir(join(folder, 'sud'), { recursive: true })
    await writeFile(join(folder, 'janvier.csv'), 'ville;note\nLyon;4\nNantes;9\n')
    await writeFile(join(folder, 'sud', 'février.csv'), 'ville;note\nNice;6\n')
    await writeFile(join(folder, 'vide.csv'), '')
    await writeFile(join(folder, '.DS_Store'), 'x')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Ajouter un dossier' }).click()
    await (await chooser).setFiles(folder)

    await expect(page.getByRole('region', { name: 'À vérifier' })).toContainText('.DS_Store')
    await page.getByText('Réunir en une seule table').click()
    await expect(page.getByText('Ajouter une colonne avec le nom du fichier')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Nom de la table' })).toHaveValue('livraison')
    await page.getByRole('textbox', { name: 'Nom de la table' }).fill('notes')
    await page.getByRole('button', { name: /^Charger \d/ }).click()
    const report = page.getByRole('article', { name: 'Rapport de chargement' })
    await expect(report).toBeVisible()
    await expect(page.getByText('vide.csv').first()).toBeVisible()
    await report.getByRole('button', { name: 'Explorer cette table' }).click()
    await settled(page)
    await expect(page.getByRole('columnheader')).toHaveCount(3)
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4')
  })
})

test('two sheets of a workbook, the hidden one only when asked for', async ({ app: { page } }) => {
  await addFiles(page, { name: 'classeur.xlsx', mimeType: 'application/octet-stream', buffer: workbook() })
  const found = page.getByRole('list', { name: 'Tables trouvées' })
  await expect(found.getByRole('button', { name: 'Clients' })).toBeVisible()
  await expect(found.getByRole('checkbox', { name: 'Charger Notes', exact: true })).not.toBeChecked()
  await expect(preview(page).getByRole('cell', { name: 'Lyon', exact: true })).toBeVisible()
  await found.getByRole('button', { name: 'Clients' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(preview(page).getByRole('cell', { name: 'mars', exact: true })).toBeVisible()
  await loadTables(page, 2)
  await expect(page.locator('.list-item')).toHaveCount(2)

  await test.step('a search for a table that there is not says so, and how to go on', async () => {
    await goTo(page, 'Explorer')
    await page.getByRole('searchbox', { name: 'Chercher une table' }).fill('zzz')
    await expect(page.getByText('Aucun nom ne contient « zzz » (2 tables).')).toBeVisible()
    await page.getByRole('button', { name: 'Montrer toutes les tables' }).click()
    await expect(page.getByRole('searchbox', { name: 'Chercher une table' })).toBeFocused()
    await expect(page.locator('.list-item')).toHaveCount(2)
  })
})

test('deliveries: a newer version with a renamed column, then rows behind', async ({ app: { page } }) => {
  const rows = (from: number, to: number, changed = -1): string =>
    Array.from(
      { length: to - from },
      (_, i) => `${from + i};Ville ${from + i};${from + i === changed ? 99 : i % 7}\n`
    ).join('')
  await addFiles(page, { name: 'mars.csv', mimeType: 'text/csv', buffer: Buffer.from(`id;ville;note\n${rows(0, 40)}`) })
  await expect(headers(page)).toHaveCount(3)
  await loadTables(page, 1)
  const report = page.getByRole('article', { name: 'Rapport de chargement' })
  await expect(report).toBeVisible()

  await test.step('the comparison tells rows and columns before anything is applied', async () => {
    await deliver(page, /Remplacer/, 'avril.csv', `id;commune;note\n${rows(0, 42, 3)}`)
    const counts = page.getByRole('region', { name: 'Lignes', exact: true })
    await expect(counts).toContainText(/Nouvelles\s*2/)
    await expect(counts).toContainText(/Modifiées\s*1/)
    await expect(counts).toContainText('« id »')
    await expect(page.getByRole('button', { name: '« ville » dans la livraison : devient « commune »' })).toBeVisible()
    await counts.getByRole('button', { name: /^Modifiées/ }).click()
    await expect(page.getByRole('region', { name: 'Lignes modifiées' })).toContainText('99')
  })

  await test.step('applied with the pair, the column keeps its name; Ctrl+Z brings the first version back', async () => {
    await page.getByRole('button', { name: 'Appliquer la livraison' }).click()
    await expect(report).toContainText('remplacement')
    await expect(report.getByRole('row', { name: /^ville/ })).toBeVisible()
    await expect(page.locator('.list-item')).toContainText('42')
    await page.keyboard.press('Control+z')
    await expect(page.locator('.list-item')).toContainText('40')
  })

  await test.step('given up, nothing changes', async () => {
    await deliver(page, /Ajouter à la suite/, 'mai.csv', `id;ville;note\n${rows(40, 45)}`)
    await expect(page.getByRole('region', { name: 'Lignes', exact: true })).not.toContainText('Absentes')
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await expect(report).toBeVisible()
    await expect(page.locator('.list-item')).toContainText('40')
  })

  await test.step('rows come behind', async () => {
    await deliver(page, /Ajouter à la suite/, 'mai.csv', `id;ville;note\n${rows(40, 45)}`)
    await page.keyboard.press('Control+Enter')
    await expect(report).toContainText('ajoutée à la suite')
    await expect(page.locator('.list-item')).toContainText('45')
    await report.getByRole('button', { name: 'Explorer cette table' }).click()
    await settled(page)
    await expect(cell(page, 0, 1)).toHaveText('Ville 0')
  })
})

/** The preview's rows. */
function preview(page: Page): Locator {
  return page.getByRole('region', { name: /^Premières lignes/ })
}

function headers(page: Page): Locator {
  return preview(page).getByRole('columnheader')
}

/** Chooses from a list by keyboard: opens it, types the beginning of the option, confirms. */
async function pick(page: Page, list: string, option: string): Promise<void> {
  await page.locator('.choice', { hasText: list }).locator('.select-button').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.type(option)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

/** Opens the menu of a column by keyboard and chooses its reading; the menu stays open. */
async function readAs(page: Page, column: string, reading: string): Promise<void> {
  await page.locator('.column-type').first().focus()
  const wanted = page.getByRole('button', { name: `Lecture de la colonne ${column} :` })
  while (!(await wanted.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: `Colonne ${column}` })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.type(reading)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Lire comme : revenir à la détection' })).toBeVisible()
}

async function press(page: Page, button: Locator): Promise<void> {
  await button.focus()
  await page.keyboard.press('Enter')
}

async function deliver(page: Page, way: RegExp, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: way }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.getByRole('button', { name: 'Appliquer la livraison' })).toBeFocused()
}

/** Two sheets with rows and a hidden one between them. */
function workbook(): Buffer {
  const sheet = (rows: (string | number)[][]) => utils.aoa_to_sheet(rows)
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    sheet([
      ['ville', 'note'],
      ['Lyon', 4],
      ['Nantes', 9]
    ]),
    'Clients'
  )
  utils.book_append_sheet(
    book,
    sheet([
      ['mois', 'total'],
      ['mars', 12],
      ['avril', 15]
    ]),
    'Mois'
  )
  utils.book_append_sheet(
    book,
    sheet([
      ['remarque', 'qui'],
      ['à relire', 'A'],
      ['vu', 'B']
    ]),
    'Notes'
  )
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] }
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

test('the focus stands on the cancel of a load, then on what comes of it', async ({ app: { page } }) => {
  const rows = Array.from({ length: 400_000 }, (_, i) => `C${i};Client ${i};${i % 997},50`).join('\n')
  await addFiles(page, { name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(`id;nom;montant\n${rows}\n`) })
  const load = page.getByRole('button', { name: 'Charger 1 table' })
  const stop = page.getByRole('button', { name: /^Annuler – Chargement de long.csv/ })
  await load.focus()
  await page.keyboard.press('Enter')
  await expect(stop).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.import-outcome')).toContainText('arrêté')
  await expect(load).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(stop).toBeFocused()
  const report = page.getByRole('article', { name: 'Rapport de chargement' })
  await expect(report.getByRole('heading', { name: 'long.csv' })).toBeFocused({ timeout: 60_000 })
})
