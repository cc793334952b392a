import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { zipBytes } from '../import/archive/zipFixture'
import { makeXlsx, rowsXml, type MadeCell } from '../import/workbook/testing/makeXlsx'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-mixed-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function chosen(name: string, bytes: string | Uint8Array) {
  await writeFile(join(folder, name), bytes)
  return { origin: { kind: 'path' as const, path: join(folder, name) }, name }
}

test('an empty text in a zip is left out and told; the others load', async () => {
  const file = await chosen(
    'lot.zip',
    zipBytes([
      { name: 'vide.csv', content: '' },
      { name: 'a.csv', content: 'x,y\n1,2\n' }
    ])
  )
  const { sources, failed } = await finish(await engine.client.sources.import({ files: [file] }))
  expect(failed).toMatchObject([{ file: 'lot.zip › vide.csv', place: null }])
  expect(sources).toMatchObject([{ rows: 1 }])
  expect(sources[0]?.report.notes[0]?.fr).toMatch(/^Laissé de côté : « vide.csv »/)
})

test('files put together match columns that differ in case only', async () => {
  const files = [await chosen('a.csv', 'Nom,Age\nAnne,30\n'), await chosen('b.csv', 'nom,age\nBob,40\n')]
  const together = { name: 'tous', fileColumn: false }
  const { sources } = await finish(await engine.client.sources.import({ files, together }))
  expect(sources[0]?.report.columns.map(({ name }) => name)).toEqual(['Nom', 'Age'])
  expect(sources[0]?.rows).toBe(2)
  expect(await readdir(engine.session.project.staging)).not.toContainEqual(expect.stringMatching(/^faults-/))
})

test('files put together with their columns in another order are matched by name', async () => {
  const files = [await chosen('a.csv', 'nom;age\nAnne;30\nAline;31\n'), await chosen('b.csv', 'age;nom\n40;Bob\n')]
  await finish(await engine.client.sources.import({ files, together: { name: 'tous', fileColumn: false } }))
  const rows = await engine.session.project.rows("SELECT nom, age::INTEGER AS age FROM raw.tous WHERE nom = 'Bob'")
  expect(rows).toEqual([{ nom: 'Bob', age: 40 }])
})

test('files put together that write decimals in two ways are read in both, their texts as they are, and this is told', async () => {
  const files = [
    await chosen('t1.csv', 'ref;prix;n;vide\nA1;1,50;1;\nA2;2,50;2;\nA3;3,25;3;\n'),
    await chosen('t2.csv', 'ref;prix;n;vide\nB1;1.50;4;7\nB2;2.50;5;8\nB3;3.25;6;9\n'),
    await chosen('t3.csv', 'ref;prix;n;vide\nC1;4,50;1;\nC2;5,50;2;\nC3;6,25;3;\n')
  ]
  const together = { name: 'tous', fileColumn: false }
  const { sources } = await finish(await engine.client.sources.import({ files, together }))
  const told = sources[0]?.report.notes.filter(({ en }) => en.includes('do not write it'))
  expect(told?.map(({ en }) => en)).toEqual([
    '“prix” is read as a number in both ways of writing, its texts kept: the files do not write it in the same way (“t1.csv”, “t3.csv”: number with decimal comma; “t2.csv”: number with decimal point).'
  ])
  const [raw] = await engine.session.project.rows('SELECT list(prix ORDER BY rowid) AS v FROM raw.tous')
  expect(raw).toEqual({ v: ['1,50', '2,50', '3,25', '1.50', '2.50', '3.25', '4,50', '5,50', '6,25'] })
  const [clean] = await engine.session.project.rows('SELECT sum(prix)::DOUBLE AS v FROM clean.tous')
  expect(clean).toEqual({ v: 30.75 })
})

test('files put together tell which of their columns stay text since one reading would change a number of theirs', async () => {
  const files = [
    await chosen('t1.csv', 'ref;prix\nA1;1.234,50\nA2;2.345,50\nA3;3,25\n'),
    await chosen('t2.csv', 'ref;prix\nB1;1.50\nB2;2.50\nB3;3.25\n')
  ]
  const { sources } = await finish(
    await engine.client.sources.import({ files, together: { name: 'tous', fileColumn: false } })
  )
  expect(sources[0]?.report.notes.map(({ en }) => en).join(' ')).toContain('“prix” stays text: the files do not write it in the same way') // prettier-ignore
})

test('a text that begins with U+FEFF keeps it, also as the first cell', async () => {
  const file = await chosen('marque.json', JSON.stringify([{ a: '\uFEFFid', b: 'x' }]))
  await finish(await engine.client.sources.import({ files: [file] }))
  const rows = await engine.session.project.rows<{ a: string }>("SELECT '|' || a AS a FROM raw.marque")
  expect(rows).toEqual([{ a: '|\uFEFFid' }])
})

test('tables below those that are put together are put together apart', async () => {
  const rows = (place: number): MadeCell[][] => [
    ['agence', 'montant'],
    [`A${place}`, 10 * place],
    [`B${place}`, 20 * place],
    [],
    [],
    ['agence', 'directeur'],
    [`A${place}`, 'Zoé'],
    [`B${place}`, 'Luc']
  ]
  const book = (place: number): Buffer => makeXlsx([{ name: 'Ventes', rows: rowsXml(rows(place)) }])
  const files = [await chosen('janvier.xlsx', book(1)), await chosen('mars.xlsx', book(2))]
  const together = { name: 'ventes', fileColumn: true }
  const { sources, failed } = await finish(await engine.client.sources.import({ files, together }))
  expect(failed).toEqual([])
  expect(sources.map(({ table, rows: count, report }) => [table.name, count, report.faultCount])).toEqual([
    ['ventes', 4, 0],
    ['ventes_tableau_2', 4, 0]
  ])
  const of = (table: string) => engine.session.project.rows(`SELECT * FROM raw.${table} ORDER BY agence`)
  expect((await of('ventes')).map((row) => Object.values(row as object))).toEqual([
    ['A1', 10, 'janvier.xlsx › Ventes'],
    ['A2', 20, 'mars.xlsx › Ventes'],
    ['B1', 20, 'janvier.xlsx › Ventes'],
    ['B2', 40, 'mars.xlsx › Ventes']
  ])
  expect((await of('ventes_tableau_2'))[0]).toEqual({
    agence: 'A1',
    directeur: 'Zoé',
    fichier: 'janvier.xlsx › Ventes › tableau 2'
  })
})

test('each of the files put together keeps how it was read', async () => {
  const rows = (parted: string, from: number): string =>
    [0, 1, 2].map((i) => [from + i, 'Nîmes', 'déçu'].join(parted)).join('\n')
  const files = [
    await chosen('janvier.csv', `note;ville;avis\n${rows(';', 1)}\n4;Lyon\n`),
    await chosen('mars.csv', Buffer.from(`note\tville\tavis\n${rows('\t', 5)}\n`, 'latin1')),
    await chosen('mai.csv', `note|ville|avis\n${rows('|', 8)}\n11|Lyon\n`)
  ]
  const together = { name: 'notes', fileColumn: true }
  const { sources } = await finish(await engine.client.sources.import({ files, together }))
  const [source] = sources
  expect(
    source?.deliveries[0]?.files.map(({ name, read }) => [
      name,
      read?.encoding,
      read?.dialect?.delimiter,
      read?.rowsLoaded,
      read?.faultCount
    ])
  ).toEqual([
    ['janvier.csv', 'utf-8', ';', 4, 1],
    ['mars.csv', 'windows-1252', '\t', 3, 0],
    ['mai.csv', 'utf-8', '|', 4, 1]
  ])
  expect(source?.report.faults.map(({ line }) => line)).toEqual([5, 5])
})

test('files put together leave those of other columns, and those that are no table, where that is asked for', async () => {
  const files = [
    await chosen('a.pdf', '%PDF-1.7'),
    await chosen('lisezmoi.txt', 'Ceci est une note.'),
    await chosen('janvier.csv', 'id;prix\n1;1,5\n'),
    await chosen('mars.csv', 'prix;id\n2,5;2\n')
  ]
  const load = async (of: typeof files, leaveOthers?: boolean) =>
    finish(await engine.client.sources.import({ files: of, together: { name: 'v', fileColumn: true, leaveOthers } }))
  const { sources, failed } = await load(files, true)
  expect(sources).toMatchObject([{ rows: 2, report: { rowsLoaded: 2 } }])
  expect(failed).toMatchObject([
    { file: 'a.pdf', place: 0 },
    { file: 'lisezmoi.txt', message: { fr: expect.stringContaining('« janvier.csv »') as string } }
  ])
  await expect(load(files.slice(1))).rejects.toMatchObject({ data: { kind: 'input' } })
  // One of each: nobody knows which is meant.
  await expect(load(files.slice(1, 3), true)).rejects.toMatchObject({ data: { kind: 'input' } })
  await expect(load(files.slice(0, 1), true)).rejects.toMatchObject({ data: { message: { fr: expect.stringContaining('PDF') as string } } }) // prettier-ignore
})
