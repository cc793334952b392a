import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { addFiles, cell, expect, goTo, loadTables, runSql, settled, test } from './app'

let files: string

test.beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'chantier-files-'))
})

test.afterAll(async () => {
  await rm(files, { recursive: true, force: true })
})

test.describe('own files', () => {
  test.use({ withRefusals: true })

  test('French conventions, hostile headers, one bad file among good ones', async ({ app: { page } }) => {
    const french = join(files, 'ventes été.csv')
    const lines = Array.from(
      { length: 40 },
      (_, i) => `Forêt n° ${i};${i},5;${String(1 + (i % 28)).padStart(2, '0')}/03/2025;Œuvre`
    )
    await writeFile(french, windows1252(['libellé;prix €;date;catégorie', ...lines].join('\r\n')))
    const hostile = join(files, 'pièges.csv')
    const hostileHeader = '<img src=x onerror=alert(1)>'
    await writeFile(hostile, `${hostileHeader},__proto__,"a""); DROP TABLE x;--"\n<b>gras</b>,proto,1\n=1+1,proto,2\n`)
    const bad = join(files, 'image.csv')
    await writeFile(
      bad,
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52])
    )

    await createProject(page, 'Mes fichiers')
    await addFiles(page, [french, bad, hostile])
    await loadTables(page, 2)
    await expect(page.locator('.list-item', { hasText: 'pièges.csv' })).toBeVisible()

    await test.step('the bad file says what is wrong, by name, and the others are there', async () => {
      const alert = page.getByRole('alert')
      await expect(alert).toContainText('image.csv')
      await expect(alert).toContainText('image PNG')
      await expect(page.locator('.list-item')).toHaveCount(2)
      await expect(page.locator('.list-item', { hasText: 'ventes été.csv' })).toBeVisible()
    })

    await test.step('French conventions are read and told', async () => {
      await page.locator('.list-item', { hasText: 'ventes été.csv' }).click()
      const report = page.getByRole('article', { name: 'Rapport de chargement' })
      await expect(report).toContainText('Windows-1252')
      await expect(report).toContainText('libellé')
      await report.getByRole('button', { name: 'Explorer cette table' }).click()
      await settled(page)
      await expect(cell(page, 3, 0)).toHaveText('Forêt n° 3')
      await expect(cell(page, 3, 1)).toHaveText('3,5')
      await expect(cell(page, 3, 2)).toHaveText('04/03/2025')
      await expect(cell(page, 3, 3)).toHaveText('Œuvre')
    })

    await test.step('hostile headers and cells stay inert text', async () => {
      await page
        .locator('.list-item', { hasText: /pièges|pieges/ })
        .first()
        .click()
      await settled(page)
      await expect(page.getByRole('columnheader').first()).toContainText(hostileHeader)
      await expect(page.getByRole('columnheader').nth(1)).toContainText('__proto__')
      await expect(cell(page, 0, 0)).toHaveText('<b>gras</b>')
      await expect(cell(page, 0, 1)).toHaveText('proto')
      await expect(cell(page, 1, 0)).toHaveText('=1+1')
      expect(await page.locator('img').count()).toBe(0)
    })
  })
})

test('a large file shows its first rows while it loads, and a cancel leaves nothing', async ({
  app: { page, folder }
}) => {
  test.slow()
  const large = join(files, 'grand.csv')
  await writeLarge(large, 2_000_000)
  await createProject(page, 'Grand')
  await addFiles(page, [large])
  const preview = page.getByRole('region', { name: /Premières lignes de grand\.csv/ })
  await expect(preview.getByRole('cell', { name: 'client 1', exact: true })).toBeVisible()
  await loadTables(page, 1)
  await expect(page.getByRole('progressbar')).toBeVisible()
  const cancel = page.getByRole('button', { name: /^Annuler/ }).first()
  await cancel.click()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  // The choices stay: the user may go on, or give the import up.
  await expect(preview).toBeVisible()
  await cancel.click()
  await expect(preview).toHaveCount(0)
  await expect(page.getByText('Chargez un ou plusieurs fichiers')).toBeVisible()
  await goTo(page, 'Explorer')
  await expect(page.getByText('Aucune table encore')).toBeVisible()
  await goTo(page, 'SQL')
  await runSql(page, "SELECT count(*) AS tables FROM duckdb_tables() WHERE schema_name = 'raw'")
  await settled(page)
  await expect(cell(page, 0, 0)).toHaveText('0')
  await expect.poll(async () => (await leftovers(folder)).filter((name) => name.startsWith('upload-'))).toEqual([])
})

test.describe('SQL', () => {
  test.use({ withRefusals: true })

  test('a result, an error at its place, a refused COPY', async ({ app: { page, folder } }) => {
    await createProject(page, 'Requêtes')
    const small = join(files, 'petit.csv')
    await writeFile(small, 'ville,note\nLyon,4\nNantes,9\nLyon,7\n')
    await addFiles(page, [small])
    await loadTables(page, 1)
    await expect(page.getByRole('article', { name: 'Rapport de chargement' })).toBeVisible()
    await goTo(page, 'SQL')

    await runSql(page, 'SELECT ville, avg(note) AS moyenne\nFROM clean.petit GROUP BY ville ORDER BY ville')
    await settled(page)
    await expect(page.getByRole('columnheader')).toHaveCount(2)
    await expect(cell(page, 0, 0)).toHaveText('Lyon')
    await expect(cell(page, 0, 1)).toHaveText('5,5')
    await expect(cell(page, 1, 1)).toHaveText('9')

    await runSql(page, 'SELECT ville\nFRMO clean.petit')
    await expect(page.getByRole('alert')).toContainText('ligne 2')
    await expect(page.locator('.cm-lintRange-error')).toBeVisible()

    await runSql(page, `COPY (SELECT 1) TO '${join(folder, 'sortie.csv')}'`)
    await expect(page.getByRole('alert')).toContainText(/SELECT/)
    expect(await readdir(folder)).not.toContain('sortie.csv')

    await runSql(page, "SELECT * FROM '/etc/passwd'")
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByText('root:')).toHaveCount(0)
  })
})

async function createProject(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Nom du projet' }).fill(name)
  await page.getByRole('button', { name: 'Créer un projet' }).click()
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible()
}

/** A file of `rows` rows of about 65 bytes, written fast. */
async function writeLarge(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('id,client,ville,montant,note,commentaire\n')
  const block = 20_000
  for (let row = 0; row < rows; row += block) {
    let text = ''
    for (let i = row + 1; i <= row + block; i++)
      text += `${i},client ${i},Montpellier,${(i * 7919) % 100_000}.25,${i % 11},"rien à signaler, merci"\n`
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** Files in the working directories of the projects of a folder. */
async function leftovers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true })
  return entries.map((entry) => entry.split('/').at(-1) ?? entry)
}

/** The bytes of a text in Windows-1252; only for the letters used here. */
function windows1252(text: string): Buffer {
  const special: Record<string, number> = { '€': 0x80, Œ: 0x8c, œ: 0x9c }
  return Buffer.from([...text].map((letter) => special[letter] ?? letter.charCodeAt(0)))
}
