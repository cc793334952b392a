import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Step, type FileChoice } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { zipBytes } from '../import/archive/zipFixture'
import { makeXlsx, rowsXml } from '../import/workbook/testing/makeXlsx'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-again-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function chosen(name: string, content: string | Buffer, part: string[] = []): Promise<FileChoice> {
  const path = join(folder, name)
  await writeFile(path, content)
  return { origin: { kind: 'path', path }, name, part }
}

async function sent(name: string, content: string, part: string[] = []): Promise<FileChoice> {
  const id = randomUUID()
  await engine.upload(
    id,
    0,
    (async function* () {
      yield await Promise.resolve(Buffer.from(content))
    })()
  )
  return { origin: { kind: 'upload', id }, name, part }
}

const load = async (files: FileChoice[], together?: { name?: string; fileColumn: boolean }) =>
  finish(await engine.client.sources.import({ files, together }))
const staged = () => readdir(engine.session.project.staging)

test('the very same bytes loaded as another table are told, a file of two tables is not', async () => {
  const twice = (table: string) => [
    expect.stringContaining(`Même contenu (SHA-256) que celui de la table « ${table} »`)
  ]
  const words = (place: number, sources: { report: { notes: { fr: string }[] } }[]) =>
    sources[place]?.report.notes.map(({ fr }) => fr).filter((fr) => fr.startsWith('Même contenu'))
  const rows = 'a;b\n1;2\n3;4\n'
  const { sources } = await load([await chosen('un.csv', rows), await chosen('deux.csv', rows)])
  expect([words(0, sources), words(1, sources)]).toEqual([[], twice('un')])
  const two = `${rows}5;6\n\n\nville;n;m\nLyon;1;2\nNice;3;4\nBrest;5;6\n`
  const { sources: parts } = await load([await chosen('trois.csv', two)])
  expect(parts.length).toBe(2)
  expect([words(0, parts), words(1, parts)]).toEqual([[], []])
})

test('the same bytes as those that a newer version replaced are not told', async () => {
  const { sources } = await load([await chosen('un.csv', 'a;b\n1;2\n')])
  const { delivery } = await finish(
    await engine.client.sources.prepare({
      source: sources[0]?.id ?? '',
      mode: 'refresh',
      file: await chosen('un 2.csv', 'a;b\n7;8\n')
    })
  )
  await finish(await engine.client.sources.deliver({ delivery, renames: [] }))
  const notes = async (name: string, content: string): Promise<string[]> =>
    (await load([await chosen(name, content)])).sources.flatMap(({ report }) => report.notes.map(({ fr }) => fr))
  expect(await notes('avant.csv', 'a;b\n1;2\n')).toEqual([])
  expect(await notes('apres.csv', 'a;b\n7;8\n')).toEqual([expect.stringContaining('de la table « un »')])
})

test('lines padded with the separator that close a table are no rows of it, and are told as left out', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => `${100 + i};${i % 28 || 1}/01/2026;${i},5`)
  const text = ['ticket;jour;montant', ...rows, ';;', 'Fin du fichier - 3 lignes;;', ''].join('\n')
  const { sources } = await load([await chosen('t.csv', text)])
  expect([sources[0]?.rows, sources[0]?.report.faultCount]).toEqual([50, 1])
  expect(sources[0]?.report.notes.filter(({ fr }) => fr.includes('gardée'))).toEqual([])
})

describe('what was not loaded', () => {
  test('says its place in the list, and its upload stays to be tried again', async () => {
    const good = await sent('bon.csv', 'a,b\n1,2\n')
    const bad = { ...(await sent('mauvais.csv', 'a,b\n1,2\n')), choices: { encoding: 'klingon' } }
    const { sources, failed } = await load([good, bad])
    expect(sources.map(({ file }) => file.name)).toEqual(['bon.csv'])
    expect(failed).toMatchObject([{ file: 'mauvais.csv', place: 1 }])
    expect(await staged()).toHaveLength(1)
    const again = await load([{ ...bad, choices: {} }])
    expect(again.failed).toEqual([])
    expect(await staged()).toEqual([])
  })

  test('cancelled, every upload that was not loaded stays', async () => {
    const file = await sent('gros.csv', 'a;b\n' + '1;2\n'.repeat(200_000))
    const stop = new AbortController()
    const events = await engine.client.sources.import({ files: [file] }, { signal: stop.signal })
    stop.abort()
    await expect(finish(events)).rejects.toBeTruthy()
    expect((await load([file])).sources[0]?.rows).toBe(200_000)
  })

  test('nothing chosen is a clear refusal', async () => {
    await expect(load([])).rejects.toMatchObject({ data: { kind: 'input', message: { fr: /Aucun fichier/ } } })
  })

  test('a folder and an address say what to do instead', async () => {
    await mkdir(join(folder, 'dossier.csv'))
    const { failed } = await load([
      { origin: { kind: 'path', path: join(folder, 'dossier.csv') }, name: 'dossier.csv' },
      { origin: { kind: 'path', path: 'http://exemple.fr/a.csv' }, name: 'a.csv' }
    ])
    expect(failed[0]?.message.fr).toBe('« dossier.csv » est un dossier, pas un fichier.')
    expect(failed[0]?.hint?.fr).toContain('Ajouter un dossier')
    expect(failed[1]?.message.fr).toContain('http://exemple.fr/a.csv')
    expect(failed[1]?.hint?.fr).toMatch(/hors ligne : téléchargez/)
  })
})

describe('a zip loaded as one table', () => {
  test.each([
    ['a text that cannot be read', { name: 'vide.csv', content: '' }],
    ['a member that is no table', { name: 'autre.zip', content: zipBytes([{ name: 'x.csv', content: 'x\n1\n' }]) }]
  ])('says that it leaves out %s', async (_what, bad) => {
    const members = ['a', 'b'].map((name) => ({ name: `${name}.csv`, content: 'x,y\n1,2\n' }))
    const { part: _part, ...file } = await chosen('lot.zip', zipBytes([...members, bad]))
    const { sources, failed } = await load([file], { name: 'lot', fileColumn: true })
    expect(sources).toMatchObject([{ rows: 2 }])
    expect(failed).toMatchObject([{ file: `lot.zip › ${bad.name}`, place: null }])
    expect(failed[0]?.message.fr).not.toBe('')
  })
})

describe('the same bytes again', () => {
  test('are known from the project, and from earlier in the list', async () => {
    const text = 'a,b\n1,2\n'
    const [known] = (await load([await sent('ventes.csv', text)])).sources
    const tables = [
      await sent('copie.csv', text),
      await sent('autre.csv', 'a,b\n1,3\n'),
      await chosen('nouveau.csv', 'a,b\n1,4,5,6\n'),
      await chosen('nouveau2.csv', 'a,b\n1,4,5,6\n')
    ]
    const told = await engine.client.sources.recognise({ tables })
    expect(told[0]).toEqual({
      loaded: { table: known?.table.name, file: 'ventes.csv', at: known?.loadedAt },
      twin: null
    })
    expect(told[1]).toEqual({ loaded: null, twin: null })
    expect(told.map(({ twin }) => twin)).toEqual([null, null, null, 2])
  })

  test('of a workbook are told sheet by sheet, and what is not there is known from nowhere', async () => {
    const sheets = ['A', 'B'].map((name) => ({ name, rows: rowsXml([['x', 'y'], [1, 2]]) })) // prettier-ignore
    const file = await chosen('c.xlsx', makeXlsx(sheets), ['A'])
    await load([file])
    const absent = { origin: { kind: 'path' as const, path: join(folder, 'absent.csv') }, name: 'absent.csv' }
    const told = await engine.client.sources.recognise({ tables: [file, { ...file, part: ['B'] }, absent] })
    expect(told.map(({ loaded }) => loaded?.file ?? null)).toEqual(['c.xlsx', null, null])
    expect(told.map(({ twin }) => twin)).toEqual([null, null, null])
  })
})

test('a header of two lines, once chosen, is taken over for the next file that has one, whatever its name', async () => {
  const months = (n: number): string => `Client;Ventes\nid;total\n${n};10\n${n + 1};20\n`
  const first = await chosen('janvier.csv', months(1))
  await load([{ ...first, choices: { headerRows: 2 } }])
  const look = await engine.client.sources.sniff({ ...(await chosen('relevé.csv', months(7))), recall: true })
  expect(look.remembered).toMatchObject({ file: 'janvier.csv', choices: { headerRows: 2 } })
  const other = await engine.client.sources.sniff({ ...(await chosen('autre.csv', 'a;b\n1;2\n')), recall: true })
  expect(other.remembered).toBeNull()
})

describe('choices that left a table without names', () => {
  const recalled = async (name: string, content: string) =>
    (await engine.client.sources.sniff({ ...(await chosen(name, content)), recall: true })).remembered?.file ?? null
  const rows = (sign: string, n = 0): string =>
    Array.from({ length: 9 }, (_, i) => [`mot${i}`, 10 * i + n, `${i % 5},5`].join(sign)).join('\n') + '\n'

  beforeEach(async () => {
    await load([{ ...(await chosen('force1.csv', rows('|'))), choices: { headerRows: 0 } }])
  })

  test.each([
    ['another separator', 'objectifs.csv', `agence;annee;objectif\n${rows(';')}`],
    ['values of other kinds', 'autre.csv', Array.from({ length: 9 }, (_, i) => `${i}|mot${i}|abc\n`).join('')],
    ['names of its own', 'pipe.csv', `agence|annee|objectif\n${rows('|')}`],
    ['another number of columns', 'quatre.csv', rows('|').replaceAll('\n', '|x\n')]
  ])('are not taken over for a file with %s', async (_what, name, content) => {
    expect(await recalled(name, content)).toBeNull()
  })

  test('are taken over for the same kind of file, and for the next one of the same name', async () => {
    expect(await recalled('suite.csv', rows('|', 7))).toBe('force1.csv')
    expect(await recalled('force2.csv', `agence|annee|objectif\n${rows('|')}`)).toBe('force1.csv')
  })

  test('of a forced separator are not taken over for any file that has as many columns by it', async () => {
    const choices = { headerRows: 0, delimiter: ',', quote: null }
    await load([{ ...(await chosen('brut1.txt', rows('|'))), choices }])
    expect(await recalled('stock.csv', `ref;qte;prix;cp\n${rows(';').replaceAll('\n', ';75001\n')}`)).toBeNull()
    expect(await recalled('brut2.txt', rows('|', 3))).toBe('brut1.txt')
  })

  test('of the columns are not taken over for another table without names', async () => {
    const columns = [{ name: 'colonne_2', missing: ['99'] }]
    await load([{ ...(await chosen('codes.csv', '1;2;3\n4;5;6\n7;8;99\n')), choices: { headerRows: 0, columns } }])
    expect(await recalled('mots.csv', '1|2|3\n4|5|6\n7|8|9\n')).toBeNull()
  })
})

describe('a column read in another way after loading', () => {
  test('changes its step in place and the report, and undo brings both back', async () => {
    const [source] = (await load([await chosen('d.csv', 'jour;n\n01/02/2024;1\n03/04/2024;2\n05/06/2024;3\n')])).sources
    expect(source?.report.columns[0]?.reading).toMatchObject({ shapes: ['%d/%m/%Y'], ambiguous: true })
    const days = () => engine.session.project.rows<{ d: string }>("SELECT strftime(jour, '%m') AS d FROM clean.d")
    expect((await days()).map(({ d }) => d)).toEqual(['02', '04', '06'])
    const again = await engine.client.sources.reread({
      source: source?.id ?? '',
      column: 'jour',
      reading: { kind: 'date', shapes: ['%m/%d/%Y'] }
    })
    expect(again.report.columns[0]).toMatchObject({ failures: 0, reading: { shapes: ['%m/%d/%Y'] } })
    expect((await days()).map(({ d }) => d)).toEqual(['01', '03', '05'])
    await engine.client.project.undo({})
    expect((await days()).map(({ d }) => d)).toEqual(['02', '04', '06'])
    const [before] = await engine.client.sources.list({})
    expect(before?.report.columns[0]?.reading).toMatchObject({ ambiguous: true })
  })

  test('a source removed while it was asked stays removed, and a step that was off is on again', async () => {
    const [source] = (await load([await chosen('d.csv', 'jour;n\n01/02/2024;1\n03/04/2024;2\n05/06/2024;3\n')])).sources
    const asked = { source: source?.id ?? '', column: 'jour', reading: { kind: 'date' as const, shapes: ['%m/%d/%Y'] } }
    const { project } = engine.session
    const [step] = await project.list('step', Step)
    await project.change({ fr: 'x', en: 'x' }, (scope) =>
      scope.put('step', step?.id ?? '', { ...step, enabled: false })
    )
    await engine.client.sources.reread(asked)
    expect(await project.rows("SELECT column_type AS t FROM (DESCRIBE clean.d) WHERE column_name = 'jour'")).toEqual([
      { t: 'DATE' }
    ])
    const both = await Promise.allSettled([
      engine.client.sources.remove({ id: source?.id ?? '' }),
      engine.client.sources.reread(asked)
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await engine.client.sources.list({})).toEqual([])
  })

  test('a column that is not there is refused by name', async () => {
    const [source] = (await load([await chosen('d.csv', 'a;b\n1;2\n')])).sources
    const asked = { source: source?.id ?? '', column: 'z', reading: { kind: 'text' as const } }
    await expect(engine.client.sources.reread(asked)).rejects.toMatchObject({ data: { message: { fr: /« z »/ } } })
  })
})

test('a sheet tells its rows below the header', async () => {
  const book = utils.book_new()
  for (const [name, n] of [
    ['A', 3],
    ['B', 2_500]
  ] as const)
    // prettier-ignore
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([['Titre'], [], ['x', 'y'], ...Array.from({ length: n }, (_, i) => [i, i * 2])]),
      name
    )
  const file = await chosen('c.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  const small = await engine.client.sources.sniff({ ...file, part: ['A'] })
  const large = await engine.client.sources.sniff({ ...file, part: ['B'] })
  expect([small.dataRows, large.dataRows]).toEqual([3, 2_500])
})
