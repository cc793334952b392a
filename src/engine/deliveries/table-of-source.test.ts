import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-below-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

type Cell = string | number
const NAMES = ['Agence', 'Colis', 'Montant']
const site = (name: string, rows: number): Cell[][] => [
  [`Site ${name}`],
  NAMES,
  ...Array.from({ length: rows }, (_, i) => [`${name}${i}`, i + 1, 10 * i + 0.5]),
  []
]

async function fileOf(name: string, rows: Cell[][]) {
  const path = join(folder, name)
  if (name.endsWith('.csv')) await writeFile(path, rows.map((row) => row.join(';') + '\n').join(''))
  else {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Feuille')
    await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  }
  return { origin: { kind: 'path' as const, path }, name }
}

test.each(['csv', 'xlsx'])('a table below others is delivered by the one under its title: %s', async (type) => {
  const first = await fileOf(`juin.${type}`, [...site('Est', 10), ...site('Ouest', 6), ...site('Sud', 8)])
  const { sources } = await finish(await engine.client.sources.import({ files: [first] }))
  expect(sources.map(({ rows, file }) => [rows, file.part.at(-1)])).toEqual([
    [10, type === 'csv' ? undefined : 'Feuille'],
    [6, 'Site Ouest'],
    [8, 'Site Sud']
  ])
  expect(sources[0]?.report.notes.map(({ en }) => en).join()).toContain('holds 3 tables: each is loaded as its own')
  const [east, west] = sources
  const next = await fileOf(`juillet.${type}`, [...site('Est', 12), ...site('Sud', 9), ...site('Ouest', 7)])
  const prepare = async (source = '') =>
    finish(await engine.client.sources.prepare({ source, mode: 'refresh', file: next }))
  const { delivery, diff } = await prepare(west?.id)
  expect(diff.rows).toMatchObject({ before: 6, arriving: 7, same: 6, added: 1, gone: 0 })
  expect(diff.notes.map(({ en }) => en).join()).toContain('“Site Ouest” alone is part of this delivery')
  const after = await finish(await engine.client.sources.deliver({ delivery }))
  expect([
    after.rows,
    after.report.notes
      .map(({ en }) => en)
      .join()
      .includes('each is loaded')
  ]).toEqual([7, false])
  expect((await prepare(east?.id)).diff.rows).toMatchObject({ before: 10, arriving: 12, same: 10 })
})

test('without that title the table with most of its columns is read, and that is told', async () => {
  const others = [['Retours'], ['Motif', 'Gravité'], ['cassé', 'A'], ['perdu', 'B'], ['retard', 'A'], []]
  const first = await fileOf('juin.csv', [...others, ...site('Ouest', 6)])
  const { sources } = await finish(await engine.client.sources.import({ files: [first] }))
  const next = await fileOf('juillet.csv', [...others, ...site('Centre', 5)])
  const { diff } = await finish(
    await engine.client.sources.prepare({ source: sources[1]?.id ?? '', mode: 'refresh', file: next })
  )
  expect(diff.rows.arriving).toBe(5)
  expect(diff.notes.map(({ fr }) => fr).join()).toContain('aucun sous le titre « Site Ouest » : « Site Centre » est lu')
})
