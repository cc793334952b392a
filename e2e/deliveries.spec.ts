import type { Page } from '@playwright/test'
import { addFiles, expect, loadTables, test } from './app'

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test.beforeEach(async ({ app: { page } }) => {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill('Livraisons')
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
})

test('columns that nothing makes alike are paired by hand, and every number opens its rows', async ({
  app: { page }
}) => {
  await addFiles(page, csv('notes.csv', 'id;q1;q2\n1;oui;5\n2;non;4\n3;oui;3\n4;oui;3\n'))
  await loadTables(page, 1)
  await deliver(page, /Remplacer/, csv('notes 2.csv', 'score;satisfait;id\n5;oui;1\n4;oui;2\n3;oui;3\n3;oui;5\n'))
  const columns = page.getByRole('region', { name: 'Colonnes', exact: true })
  const counts = page.getByRole('region', { name: 'Lignes', exact: true })

  await test.step('paired, then undone, then paired again', async () => {
    await pair(page, 'q1', 'devient « satisfait »')
    await expect(columns.getByRole('row', { name: /^renommée/ })).toContainText('appariée à la main')
    await expect(counts).toContainText(/Modifiées\s*1/)
    await pair(page, 'q1', 'défaire')
    await expect(columns.getByRole('row', { name: /^renommée/ })).toHaveCount(0)
    await expect(counts).toContainText(/Modifiées\s*0/)
    await pair(page, 'q1', 'devient « satisfait »')
    await pair(page, 'q2', 'devient « score »')
    await expect(columns.getByRole('row', { name: /^renommée/ })).toHaveCount(2)
  })

  await test.step('rows of a number, and of one column', async () => {
    await counts.getByRole('button', { name: /^Modifiées/ }).click()
    const changed = page.getByRole('region', { name: 'Lignes modifiées' })
    await expect(changed).toContainText('avant non, maintenant oui')
    await counts.getByRole('button', { name: /^Absentes/ }).click()
    await expect(page.getByRole('region', { name: 'Lignes absentes de la livraison' })).toContainText('4')
    await columns.getByRole('button', { name: 'Voir ces lignes' }).click()
    await expect(page.getByRole('region', { name: 'Lignes où « q1 » a changé' })).toContainText('avant non')
  })

  await test.step('applied, the columns keep their names', async () => {
    await page.keyboard.press('Control+Enter')
    const report = page.getByRole('article', { name: 'Rapport de chargement' })
    await expect(report.getByRole('row', { name: /^q1/ })).toBeVisible()
    await expect(report.getByRole('row', { name: /^q2/ })).toBeVisible()
  })
})

test('with its reading and its rows open, only the screen of a delivery scrolls downwards', async ({
  app: { page }
}) => {
  const rows = (more: number): string =>
    Array.from(
      { length: 60 },
      (_, i) => `${i};0${1 + (i % 9)}/03/${30 + (i % 40)};${i * 2 + (i % 5 ? 0 : more)}\n`
    ).join('')
  await addFiles(page, csv('mars.csv', `id;naissance;note\n${rows(0)}`))
  await loadTables(page, 1)
  await deliver(page, /Remplacer/, csv('avril.csv', `id;naissance;note\n${rows(3)}`))
  await page.getByRole('button', { name: /^Modifiées/ }).click()
  await page.getByRole('button', { name: 'Lecture du fichier' }).click()
  await expect(page.getByRole('region', { name: 'Premières lignes de avril.csv' })).toContainText('naissance')
  const scrolling = await page.locator('.delivery, .delivery *').evaluateAll((all) =>
    all.flatMap((one) => {
      const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1
      return scrolls ? [one.className] : []
    })
  )
  expect(scrolling).toEqual([expect.stringContaining('screen-body')])
})

test('the same bytes again are told before they are added', async ({ app: { page } }) => {
  await addFiles(page, csv('mars.csv', 'id;ville\n1;Lyon\n2;Nice\n'))
  await loadTables(page, 1)
  await deliver(page, /Ajouter à la suite/, csv('copie.csv', 'id;ville\n1;Lyon\n2;Nice\n'), 'Appliquer quand même')
  const notes = page.getByRole('region', { name: 'À savoir' })
  await expect(notes).toContainText('Même contenu (SHA-256) que « mars.csv »')
  await expect(notes).toContainText('en double')
  await page.getByRole('button', { name: 'Abandonner' }).click()
  await deliver(page, /Remplacer/, csv('copie.csv', 'id;ville\n1;Lyon\n2;Nice\n'))
  await expect(notes).toContainText('Remplacer ne changerait rien')
})

test('a total line is told apart, opens its row, and stays in the table', async ({ app: { page } }) => {
  const rows = (count: number, more = '') =>
    `id;nom;montant\n${Array.from({ length: count }, (_, i) => `C${i};Client ${i};${i},50\n`).join('')}${more}`
  await addFiles(page, csv('mars.csv', rows(12, 'Total;;72,00\n')))
  await loadTables(page, 1)
  await deliver(page, /Remplacer/, csv('avril.csv', rows(14, 'TOTAL GÉNÉRAL;;98,00\n')))
  const counts = page.getByRole('region', { name: 'Lignes', exact: true })
  await expect(counts).toContainText(/Nouvelles\s*2/)
  await expect(counts).toContainText(/Modifiées\s*0/)
  await expect(page.getByRole('region', { name: 'À savoir' })).toContainText('semblent être des totaux')
  await counts.getByRole('button', { name: 'dont 1 semble un total' }).last().click()
  await expect(page.getByRole('region', { name: 'Lignes de la livraison qui semblent des totaux' })).toContainText(
    'TOTAL GÉNÉRAL'
  )
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toContainText(/Lignes chargées\s*15/)
})

test('the delivered file is read by the choices of its source, which can be changed there', async ({
  app: { page }
}) => {
  await addFiles(page, csv('mars.txt', 'id|ville\n1|Lyon\n2|Nice\n'))
  const separator = page.locator('.choice', { hasText: 'Séparateur' }).locator('.select-button')
  await separator.click()
  await page
    .getByRole('option', { name: /^;|point-virgule/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: /^Premières lignes/ }).getByRole('columnheader')).toHaveCount(1)
  await loadTables(page, 1)

  await test.step('what does not fit is told, and shown without being asked', async () => {
    await deliver(page, /Remplacer/, csv('avril.txt', 'id|ville\n1|Lyon\n3|Brest\n'))
    const reading = page.getByRole('region', { name: 'Lecture du fichier' })
    await expect(reading).toContainText('choix repris de « mars.txt »')
    await reading.getByRole('button', { name: 'Lecture du fichier' }).click()
    await expect(reading.getByRole('region', { name: /^Premières lignes/ }).getByRole('columnheader')).toHaveCount(1)
    await separator.click()
    await page.getByRole('option', { name: /\|/ }).first().click()
    await expect(reading).toContainText('La lecture a changé')
    await expect(page.getByRole('button', { name: 'Appliquer', exact: false }).first()).toBeDisabled()
    await page.getByRole('button', { name: 'Comparer de nouveau' }).click()
    await expect(page.getByRole('region', { name: 'Colonnes', exact: true })).toContainText('ville')
    await expect(reading).not.toContainText('La lecture a changé')
  })
})

test('every delivery of a source is told with its facts, its load report and its rows', async ({ app: { page } }) => {
  await addFiles(page, csv('mars.csv', 'id;ville\n1;Lyon\n2;Nice\n'))
  await loadTables(page, 1)
  await deliver(page, /Ajouter à la suite/, csv('avril.csv', 'id;ville\n3;Brest\n4;"Bor\n'))
  await page.keyboard.press('Control+Enter')
  const list = page.getByRole('list', { name: 'Livraisons' })
  await expect(list.getByRole('listitem').first()).toContainText('avril.csv')
  await list.getByRole('button', { name: /venues de avril.csv$/ }).click()
  const evidence = page.getByRole('complementary', { name: /Preuve/ })
  await expect(evidence).toContainText('lignes 3 à')
  await expect(evidence).toContainText('Brest')
  await page.keyboard.press('Escape')
  await deliver(page, /Remplacer/, csv('mai.csv', 'id;ville\n9;Metz\n'))
  await page.keyboard.press('Control+Enter')
  await expect(list.getByText('remplacée par mai.csv')).toHaveCount(2)
  await list.getByRole('button', { name: 'mars.csv', exact: true }).click()
  await expect(list).toContainText('SHA-256')
  await expect(list.getByRole('row', { name: /^ville/ })).toBeVisible()
  await list.getByRole('button', { name: 'mai.csv', exact: true }).click()
  await expect(list).toContainText('A pris la place de 2 livraisons')
})

test.describe('a file that cannot be taken', () => {
  test.use({ withRefusals: true })

  test('is refused in words, and another one is chosen', async ({ app: { page } }) => {
    await addFiles(page, csv('mars.csv', 'id;ville\n1;Lyon\n2;Nice\n'))
    await loadTables(page, 1)
    const alert = page.locator('.delivery .error-state')
    for (const [bytes, words] of [
      [Buffer.from(''), /aucune donnée/],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), /image/]
    ] as const) {
      await choose(page, /Remplacer/, { name: 'faux.csv', mimeType: 'text/csv', buffer: bytes })
      await expect(alert).toContainText(words)
      await expect(page.locator('.delivery')).toContainText('La table est restée telle quelle')
      await page.getByRole('button', { name: 'Abandonner' }).click()
    }
    await deliver(page, /Remplacer/, csv('vide.csv', 'id;ville\n'), 'Appliquer quand même')
    await expect(page.getByRole('region', { name: 'À savoir' })).toContainText('serait vidée')
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await deliver(page, /Ajouter/, csv('autre.csv', 'a;b\n7;8\n'), 'Appliquer quand même')
    await expect(page.getByRole('region', { name: 'À savoir' })).toContainText('Aucune colonne commune')
    await page.getByRole('button', { name: 'Abandonner' }).click()
    await expect(page.locator('.list-item')).toContainText('2')
  })
})

type File = ReturnType<typeof csv>

async function choose(page: Page, way: RegExp, file: File): Promise<void> {
  await page.getByRole('button', { name: 'Nouvelle livraison…' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('menuitem', { name: way }).click()
  await (await chooser).setFiles(file)
}

async function deliver(page: Page, way: RegExp, file: File, button = 'Appliquer la livraison'): Promise<void> {
  await choose(page, way, file)
  await expect(page.getByRole('button', { name: button })).toBeFocused()
}

async function pair(page: Page, own: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `« ${own} » dans la livraison` }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await expect(page.locator('.delivery-compared[data-busy]')).toHaveCount(0)
}
