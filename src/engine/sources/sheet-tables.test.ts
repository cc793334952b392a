import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write, type BookType } from '@e965/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileChoice, ImportResult } from '../../contract'
import { makeXlsx } from '../import/workbook/testing/makeXlsx'
import { createEngine, finish, type Engine } from '../index'
import { convertPart } from './convert-part'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-sheets-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(rows: (string | number)[][], type: BookType): Promise<ImportResult> {
  const path = join(folder, `deux.${type}`)
  await writeFile(path, makeWorkbook(rows, type))
  return finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `deux.${type}` }] })
  )
}

function makeWorkbook(rows: (string | number)[][], type: BookType): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Feuille')
  return write(book, { type: 'buffer', bookType: type }) as Buffer
}

test.each<BookType>(['xlsx', 'ods', 'xls'])(
  'tables below the first one on a sheet are tables of their own: %s',
  async (type) => {
    const first = Array.from({ length: 6 }, (_, i) => [`ville ${i}`, i, 10 * i])
    const second = Array.from({ length: 5 }, (_, i) => [`visite ${i}`, 100 + i, i])
    const { sources, failed } = await load(
      [
        ['ville', 'n', 'prix'],
        ...first,
        [],
        ['visite', 'jour', 'durée'],
        ...second,
        [],
        ['agence', 'chef', 'âge'],
        ['a', 1, 50],
        ['b', 2, 40],
        ['c', 3, 30]
      ],
      type
    )
    expect(failed).toEqual([])
    expect(
      sources.map(({ rows, report }) => [rows, report.columns.map(({ name }) => name), report.faultCount])
    ).toEqual([
      [6, ['ville', 'n', 'prix'], 0],
      [5, ['visite', 'jour', 'durée'], 0],
      [3, ['agence', 'chef', 'âge'], 0]
    ])
    expect(sources[0]?.report.notes.map(({ en }) => en)).toContain(
      'The sheet holds 3 tables: each is loaded as its own.'
    )
  }
)

test('tables under titles of their own are parted, in a sheet and in a text, also of as many columns', async () => {
  const orders = Array.from({ length: 20 }, (_, i) => [`C0${i}`, `client ${i}`, 10 * i])
  const returns = Array.from({ length: 16 }, (_, i) => [`R0${i}`, `motif ${i % 3}`, 7 * i])
  const rows = [['Commandes du mois'], ['numéro', 'client', 'montant'], ...orders, [], ['Retours du mois'], ['numéro', 'motif', 'montant'], ...returns] // prettier-ignore
  const parted = [
    [20, ['numéro', 'client', 'montant']],
    [16, ['numéro', 'motif', 'montant']]
  ]
  const told = ({ sources }: ImportResult) =>
    sources.map(({ rows: count, report }) => [count, report.columns.map(({ name }) => name)])
  expect(told(await load(rows, 'xlsx'))).toEqual(parted)
  const path = join(folder, 'titres.csv')
  const padded = rows.map((row) => [...row, ...new Array<string>(3 - row.length).fill('')].join(';'))
  await writeFile(path, `${padded.join('\n')}\n`)
  const files = [{ origin: { kind: 'path' as const, path }, name: 'titres.csv' }]
  expect(told(await finish(await engine.client.sources.import({ files })))).toEqual(parted)
})

test('titles part tables of a sheet that are narrower, or of the same names; numbers of pages part none', async () => {
  const head = ['agence', 'ventes', 'montant']
  const north = Array.from({ length: 8 }, (_, i) => [`A${i}`, i + 1, 10 * i])
  const south = Array.from({ length: 6 }, (_, i) => [`B${i}`, i + 2, 11 * i])
  const reasons = ['cassé', 'perdu', 'retard'].map((reason) => [reason, 3])
  const rowsOf = async (...rows: (string | number)[][]) =>
    (await load(rows, 'xlsx')).sources.map(({ rows: count, report }) => [count, report.columns.length])
  expect(await rowsOf(['Ventes'], head, ...north, [], ['Retours'], ['motif', 'total'], ...reasons)).toEqual([
    [8, 3],
    [3, 2]
  ])
  expect(await rowsOf(['Région Nord'], head, ...north, [], ['Région Sud'], head, ...south)).toEqual([
    [8, 3],
    [6, 3]
  ])
  const people = ['Luc', 'Anne', 'Zoé'].map((name) => [name, 'tri', 'Lyon'])
  expect(await rowsOf(['Ventes'], head, ...north, ['Personnel'], ['nom', 'service', 'ville'], ...people)).toEqual([
    [8, 3],
    [3, 3]
  ])
  const pupils = [['Alice', 12], ['Bob', 15], ['Zoé', 9]] // prettier-ignore
  expect(await rowsOf(['Notes'], ['élève', 'note'], ...pupils, ['Groupe B'], ['Carla', 'absente'], ...pupils)).toEqual([
    [8, 2]
  ])
  expect(await rowsOf(['Page 1'], head, ...north, [], ['Page 2'], head, ...south)).toEqual([[14, 3]])
})

test('a narrower table behind blank rows is one of its own, over columns of words too; words alone are not', async () => {
  const first = Array.from({ length: 12 }, (_, i) => [['Nord', 'Sud', 'Est'][i % 3] ?? '', `ville ${i}`, 10 * i])
  const prices = Array.from({ length: 8 }, (_, i) => [`produit ${i}`, 9 + i / 2])
  const head = ['région', 'ville', 'ventes']
  const { sources } = await load([head, ...first, [], [], [], ['produit', 'prix'], ...prices], 'xlsx')
  expect(sources.map(({ rows, report }) => [rows, report.columns.map(({ name }) => name)])).toEqual([
    [12, head],
    [8, ['produit', 'prix']]
  ])
  const late = [[], [], ['Ouest', 'ville tardive'], ['Ouest', 'ville dernière']]
  const whole = await load([head, ...first, ...late, ...first], 'xlsx')
  expect(whole.sources.map(({ rows }) => rows)).toEqual([26])
})

test('a narrower table is one of its own wherever a batch of rows ends', async () => {
  const prices = Array.from({ length: 8 }, (_, i) => [`produit ${i}`, 9 + i / 2])
  // With its header and the names below it, the first table fills a batch of 20,000 cells.
  const first = Array.from({ length: 6665 }, (_, i) => [`région ${i % 3}`, `ville ${i}`, 10 * i])
  const rows = [['région', 'ville', 'ventes'], ...first, [], [], ['produit', 'prix'], ...prices]
  expect((await load(rows, 'xls')).sources.map((source) => source.rows)).toEqual([6665, 8])
})

test('rows behind blank ones whose words stand beside figures in their column as above are no other table', async () => {
  const lots = Array.from({ length: 24 }, (_, i) => [i % 3 === 0 ? 1000 + i : `A${i}`, `remarque ${i}`, i])
  const late = [
    ['B77', 'à suivre'],
    [1099, 'à suivre aussi']
  ]
  const { sources } = await load([['lot', 'remarque', 'quantité'], ...lots, [], [], ...late, ...lots.slice(0, 5)], 'xlsx') // prettier-ignore
  expect(sources.map(({ rows }) => rows)).toEqual([31])
})

test('a subtotal amid the rows of a sheet is told with its row', async () => {
  const rows = (of: string): (string | number)[][] => Array.from({ length: 12 }, (_, i) => [of, `agence ${i}`, i + 1])
  const { sources } = await load(
    [['région', 'agence', 'ventes'], ...rows('Nord'), ['Sous-total Nord', '', 78], ...rows('Sud')],
    'xlsx'
  )
  const told = sources[0]?.report.notes.map(({ fr }) => fr).filter((fr) => fr.includes('sous-total'))
  expect(told).toEqual([expect.stringMatching(/^La ligne 14, .*Sous-total Nord;;78/)])
})

test('cells beside a table are told where it is looked at, loaded and written, and take no row away', async () => {
  const rows: (string | number)[][] = Array.from({ length: 19 }, (_, i) => [i + 1, `n${i}`])
  rows[3] = [4, 'n3', '', '', '', 'à revoir']
  const told = 'Cells beside the table, set aside: 1 (F5).'
  const { sources } = await load([['id', 'nom'], ...rows], 'xlsx')
  expect(sources[0]?.report).toMatchObject({ rowsRead: 19, rowsLoaded: 19, faultCount: 1, besideCount: 1 })
  expect(sources[0]?.report.notes.map(({ en }) => en)).toContain(told)
  const file = { origin: { kind: 'path' as const, path: join(folder, 'deux.xlsx') }, name: 'deux.xlsx' }
  expect((await engine.client.sources.sniff(file)).notes.map(({ en }) => en)).toContain(told)
  const { notes } = await converted(file)
  expect(notes.filter((note) => note.includes('beside'))).toEqual([told])
})

test('a row of one far cell is told of, and lines kept out of what is written too', async () => {
  const far = makeXlsx([
    {
      name: 'F',
      rows: '<row r="1"><c r="A1" t="str"><v>debut</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>fin</v></c></row>'
    }
  ])
  await writeFile(join(folder, 'loin.xlsx'), far)
  const file = { origin: { kind: 'path' as const, path: join(folder, 'loin.xlsx') }, name: 'loin.xlsx' }
  expect((await converted(file)).notes).toContain('Cells beside the table, set aside: 1 (XFD1048576).')

  const rows: (string | number)[][] = Array.from({ length: 9 }, (_, i) => [`v${i}`, i, i])
  await load([['Ventes de mai'], [], ['ville', 'n', 'prix'], ...rows, [], ['Source : caisse']], 'xlsx')
  const { text, notes } = await converted({ ...file, origin: { kind: 'path', path: join(folder, 'deux.xlsx') } })
  expect(text.split('\n')).toHaveLength(11)
  expect(notes).toEqual(
    expect.arrayContaining([
      'Introductory line before the table: 1 (row 1).',
      'Closing line after the table: 1 (row 14).'
    ])
  )
})

async function converted(file: FileChoice): Promise<{ text: string; notes: string[] }> {
  const to = join(folder, 'ecrit.csv')
  const { notes } = await convertPart(engine.session.project, file, to, new AbortController().signal)
  return { text: await readFile(to, 'utf8'), notes: notes.map(({ en }) => en) }
}

test('rows chosen to be left out at the end of a sheet are no rows, and are kept for a later file in which they are', async () => {
  const head = ['agence', 'ventes', 'montant']
  const rows = Array.from({ length: 260 }, (_, i) => [`A${i}`, i + 1, 10 * i])
  const path = join(folder, 'ventes-mai.xlsx')
  await writeFile(path, makeWorkbook([['Ventes de mai'], head, ...rows, ['Total', 33_930, 336_700]], 'xlsx'))
  const file = { origin: { kind: 'path' as const, path }, name: 'ventes-mai.xlsx' }
  expect((await engine.client.sources.sniff(file)).place).toEqual({ skip: 1, headerRows: 1 })
  const choices = { footer: 1 }
  expect((await engine.client.sources.sniff({ ...file, choices })).likeRows).toBeUndefined()
  const { sources } = await finish(await engine.client.sources.import({ files: [{ ...file, choices }] }))
  expect(sources.map(({ rows: count }) => count)).toEqual([260])
  expect(sources[0]?.report.faults.map(({ line }) => line)).toEqual([1, 263])

  const later = join(folder, 'ventes-juin.xlsx')
  await writeFile(later, makeWorkbook([['Ventes de juin'], head, ...rows], 'xlsx'))
  const { remembered, notes } = await engine.client.sources.sniff({
    origin: { kind: 'path', path: later },
    name: 'ventes-juin.xlsx'
  })
  expect(remembered?.choices).toEqual({})
  expect(notes.map(({ en }) => en).join()).toContain('it is kept')
})

test('titles of a sheet that only those above them tell apart are lines of its header', async () => {
  const head = [
    ['', '2023', '', '', '2024'],
    ['', 'Ventes', '', 'Retours', 'Ventes', '', 'Retours'],
    ['Agence', 'Nb', 'CA', 'Nb', 'Nb', 'CA', 'Nb']
  ]
  const rows = Array.from({ length: 8 }, (_, i) => [`Ville ${i}`, i, i + 0.5, 5, 7, 30.1, 8])
  const { sources } = await load([...head, ...rows], 'xlsx')
  expect(sources[0]?.report.columns.map(({ name }) => name).join('|')).toBe(
    'Agence|2023 Ventes Nb|2023 Ventes CA|2023 Retours Nb|2024 Ventes Nb|2024 Ventes CA|2024 Retours Nb'
  )
})
