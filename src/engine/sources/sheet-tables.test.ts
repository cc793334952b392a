import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write, type BookType } from '@e965/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportResult } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

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
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Feuille')
  const path = join(folder, `deux.${type}`)
  await writeFile(path, write(book, { type: 'buffer', bookType: type }) as Buffer)
  return finish(
    await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: `deux.${type}` }] })
  )
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

test('a subtotal amid the rows of a sheet is told with its row', async () => {
  const rows = (of: string): (string | number)[][] => Array.from({ length: 12 }, (_, i) => [of, `agence ${i}`, i + 1])
  const { sources } = await load(
    [['région', 'agence', 'ventes'], ...rows('Nord'), ['Sous-total Nord', '', 78], ...rows('Sud')],
    'xlsx'
  )
  const told = sources[0]?.report.notes.map(({ fr }) => fr).filter((fr) => fr.includes('sous-total'))
  expect(told).toEqual([expect.stringMatching(/^La ligne 14, .*Sous-total Nord;;78/)])
})
