import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepSpec } from '../../contract'
import { createEngine, finish, type Engine } from '../index'
import { findRefused } from './refused'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-types-kept-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  await load('t.csv', 'note;ville\n9;Lyon\n10;Paris\n59;Évry\n100;Lyon\n')
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function load(name: string, content: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, content)
  const { failed } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name }] })) // prettier-ignore
  expect(failed).toEqual([])
}
const add = (spec: StepSpec) => engine.client.recipe.add({ table: 't', spec })
const preview = (spec: StepSpec) => engine.client.recipe.preview({ table: 't', spec })
const steps = async () => (await engine.client.recipe.show({ table: 't' })).steps
const column = async (name: string): Promise<unknown[]> => {
  const found = await engine.session.project.rows<{ type: string; cell: string | number | null }>(
    `SELECT typeof("${name}") AS type, "${name}" AS cell FROM clean.t`
  )
  return [found[0]?.type, ...found.map(({ cell }) => cell)]
}
const replaced = (find: string, by: string): StepSpec => ({ kind: 'replace', column: 'note', how: 'part', find, with: by, ignoreCase: false }) // prettier-ignore
const atMost = (value: string): StepSpec => ({ kind: 'filter', filter: { all: [{ column: 'note', op: '<=', values: [value] }] }, expression: null }) // prettier-ignore
const whole: StepSpec = { kind: 'cast', column: 'id', reading: { kind: 'integer', grouping: '' } }
const retyped = (list: { name: string; before: { fr: string }; after: { fr: string } }[]) =>
  list.map(({ name, before, after }) => `${name} : ${before.fr} → ${after.fr}`)

test('a replacement on numbers gives numbers back where all read, a missing one for an empty text', async () => {
  const shown = await preview(replaced('9', ''))
  expect(shown).toMatchObject({ changedCells: 2, lostCells: 1, retyped: [] })
  await add(replaced('9', ''))
  expect(await column('note')).toEqual(['BIGINT', null, 10, 5, 100])
  await add(atMost('10'))
  expect(await column('note')).toEqual(['BIGINT', 10, 5])
})

test('no number is rounded to fit: decimals make a number with decimals, words make text, and both are told', async () => {
  expect(retyped((await preview(replaced('00', '0.5'))).retyped)).toEqual(['note : nombre entier → nombre'])
  expect(retyped((await preview(replaced('100', 'cent'))).retyped)).toEqual(['note : nombre entier → texte'])
  await add(replaced('00', '0.5'))
  expect(await column('note')).toEqual(['DOUBLE', 9, 10, 59, 10.5])
  expect(retyped((await steps()).at(-1)?.retyped ?? [])).toEqual(['note : nombre entier → nombre'])
})

test('a replacement that was found to make whole numbers makes decimals of those that come to it later', async () => {
  const later = await add(replaced('9', ''))
  await engine.client.recipe.add({ table: 't', spec: replaced('00', '0.5'), before: later.id })
  expect(await column('note')).toEqual(['DOUBLE', null, 10, 5, 10.5])
  const [earlier, replacing] = (await steps()).slice(-2)
  expect([earlier?.lostCells, replacing?.lostCells, replacing?.unreadCells]).toEqual([0, 1, 0])
})

test('a delivery of decimals behind a replacement on whole numbers keeps them', async () => {
  await add(replaced('59', '60'))
  await engine.session.project.database.run(
    "CREATE OR REPLACE TABLE raw.t AS SELECT 10.5::DOUBLE AS note, 'x' AS ville"
  )
  await add(replaced('7', '8'))
  expect(await column('note')).toEqual(['DOUBLE', 10.5])
})

test('a number that a double would round stays as it is written', async () => {
  await load('ids.csv', 'id\n9007199254740993\n100\n')
  await engine.client.recipe.add({ table: 'ids', spec: whole })
  const spec: StepSpec = { kind: 'replace', column: 'id', how: 'cell', find: '100', with: '0.5', ignoreCase: false }
  await engine.client.recipe.add({ table: 'ids', spec })
  expect(await engine.session.project.rows('SELECT id FROM clean.ids')).toEqual([{ id: '9007199254740993' }, { id: '0.5' }]) // prettier-ignore
})

test('a day is not cut out of a moment', async () => {
  await load('j.csv', 'jour\n2024-01-31\n2024-02-01\n')
  const spec: StepSpec = { kind: 'replace', column: 'jour', how: 'part', find: '-31', with: '-31 10:00:00', ignoreCase: false } // prettier-ignore
  await engine.client.recipe.add({ table: 'j', spec })
  const [row] = await engine.session.project.rows('SELECT jour FROM clean.j')
  expect(row).toEqual({ jour: '2024-01-31 10:00:00' })
})

test('a pattern that is kept reads no row again when the recipe is shown or made', async () => {
  const spec: StepSpec = { kind: 'replace', column: 'note', how: 'pattern', find: '9$', with: '8', ignoreCase: false }
  const step = await add(spec)
  const asked: string[] = []
  const { project } = engine.session
  const reader: Parameters<typeof findRefused>[0] = {
    rows: (sql, options) => {
      asked.push(sql)
      return project.rows(sql, options)
    }
  }
  const columns = [{ name: 'note', type: 'BIGINT' }]
  expect(await findRefused(reader, 't', columns, [step], new Map())).toEqual(new Map())
  expect(asked.filter((sql) => sql.includes('raw'))).toEqual([])
  expect(asked).toHaveLength(1)
})

test('texts are never compared with a number letter by letter: the filter says so and is not applied', async () => {
  await add(replaced('100', 'cent'))
  expect((await preview(atMost('10'))).problem?.fr).toContain('« note » arrive ici comme du texte')
  await expect(add(atMost('10'))).rejects.toMatchObject({ data: { kind: 'input' } })
  await engine.client.project.undo({})
  const filter = await add(atMost('10'))
  expect(await column('note')).toEqual(['BIGINT', 9, 10])
  // What comes before it later may change the type of its column.
  const inserted = { table: 't', spec: replaced('100', 'cent'), before: filter.id }
  expect((await engine.client.recipe.preview(inserted)).breaks.map(({ problem }) => problem.fr).join()).toContain('lettre à lettre') // prettier-ignore
  await engine.client.recipe.add(inserted)
  // A filter that was kept is not passed over, which would bring rows back: what it does is told.
  const kept = (await steps()).at(-1)
  expect([kept?.problem, kept?.notes[0]?.fr]).toEqual([null, expect.stringMatching(/^1 ligne est comparée lettre à lettre/)]) // prettier-ignore
  expect(await column('note')).toEqual(['VARCHAR', '10'])
})

test('codes of one width compare as their numbers do: a filter on them stays', async () => {
  await load('cp.csv', 'cp\n01000\n2A004\n69001\n75011\n')
  const from = (...values: string[]): StepSpec => ({ kind: 'filter', filter: { all: [{ column: 'cp', op: values.length > 1 ? 'between' : '>=', values }] }, expression: null }) // prettier-ignore
  const cp = { table: 'cp' }
  expect(await engine.session.project.rows('SELECT DISTINCT typeof(cp) AS t FROM clean.cp')).toEqual([{ t: 'VARCHAR' }])
  const { problem } = await engine.client.recipe.preview({ ...cp, spec: from('A', '10') })
  expect(problem?.fr).toContain('« 10 » y serait comparé')
  await engine.client.recipe.add({ ...cp, spec: from('69000') })
  expect(await engine.session.project.rows('SELECT cp FROM clean.cp')).toEqual([{ cp: '69001' }, { cp: '75011' }])
  const filter = (await engine.client.recipe.show(cp)).steps.at(-1)
  expect([filter?.problem, filter?.notes]).toEqual([null, []])
})

test('a comparison of texts with a text stays one', async () => {
  await add({ kind: 'filter', filter: { all: [{ column: 'ville', op: '>=', values: ['M'] }] }, expression: null })
  expect(await column('ville')).toEqual(['VARCHAR', 'Paris', 'Évry'])
})

test('numbers appended to numbers stay numbers; where only text holds both, the preview names the column', async () => {
  await load('u.csv', 'note;ville\n1,5;Brest\n2,25;Metz\n')
  const shown = await preview({ kind: 'append', with: 'u' })
  expect(shown.rows).toEqual({ before: 4, after: 6 })
  expect(shown.notes).toEqual([])
  expect(shown.examples.rows).toEqual([
    { row: 5, before: null, after: ['1.5', 'Brest'] },
    { row: 6, before: null, after: ['2.25', 'Metz'] }
  ])
  await add({ kind: 'append', with: 'u' })
  expect((await column('note')).slice(1).map(Number)).toEqual([9, 10, 59, 100, 1.5, 2.25])
  await load('w.csv', 'note;ville\nbien;1\nmal;2\n')
  const { notes } = await preview({ kind: 'append', with: 'w' })
  expect(notes.map(({ fr }) => fr)).toEqual([
    '« note » devient du texte : nombre ici, texte dans « w »',
    '« ville » devient du texte : texte ici, nombre entier dans « w »'
  ])
})

test.each(['append', 'unpivot'] as const)(
  'by %s no long number is rounded to stand with decimals: it is told',
  async (kind) => {
    await load('ids.csv', 'id;b\n9007199254740993;1.5e3\n1;2.25e3\n')
    await engine.client.recipe.add({ table: 'ids', spec: whole })
    await load('more.csv', 'id\n1.5e3\n2.25e3\n')
    const types = await engine.session.project.rows<{ t: string }>('SELECT typeof(id) AS t FROM clean.more LIMIT 1')
    expect(types).toEqual([{ t: 'DOUBLE' }])
    const spec: StepSpec = kind === 'append' ? { kind, with: 'more' } : { kind, columns: ['id', 'b'], name: 'n', value: 'v' } // prettier-ignore
    const { problem } = await engine.client.recipe.preview({ table: 'ids', spec })
    expect(problem?.fr).toContain('« id » contient 9007199254740993, qu’un nombre à décimales arrondirait')
    await expect(engine.client.recipe.add({ table: 'ids', spec })).rejects.toMatchObject({ data: { kind: 'input' } })
    await engine.client.recipe.add({ table: 'ids', spec: { kind: 'cast', column: 'id', reading: { kind: 'text' } } })
    await engine.client.recipe.add({ table: 'ids', spec })
    const [row] = await engine.session.project.rows(`SELECT ${kind === 'append' ? 'id' : 'v'} AS cell FROM clean.ids`)
    expect(row).toEqual({ cell: '9007199254740993' })
  }
)

test('a reading tells the cells that it read, though none is written otherwise', async () => {
  await load('d.csv', 'prix\n12.5\n7.5\n')
  const [step] = (await engine.client.recipe.show({ table: 'd' })).steps
  expect(step?.readCells).toBe(step ? 2 : undefined)
  const shown = await preview({ kind: 'cast', column: 'note', reading: { kind: 'integer', grouping: '' } })
  expect([shown.changedCells, shown.readCells]).toEqual([0, 4])
})

test.each([
  ['(.)(.)', '\\9', 'n’a que 2 groupes'],
  ['(?:x)(?P<a>y)', '\\2', 'n’a que 1 groupe entre'],
  ['(.)', 'a\\d', 'ne veut rien dire'],
  ['[(]', '\\1', 'n’a que 0 groupe']
])('a replacement of %j by %j, which changes no cell in silence, is refused', async (find, by, words) => {
  const spec: StepSpec = { kind: 'replace', column: 'ville', how: 'pattern', find, with: by, ignoreCase: false }
  expect((await preview(spec)).problem?.fr).toContain(words)
  await expect(add(spec)).rejects.toMatchObject({ data: { kind: 'input' } })
})

test('groups that a pattern has may be named, and a backslash written twice', async () => {
  const spec: StepSpec = { kind: 'replace', column: 'ville', how: 'pattern', find: '(?i)(l)(y)', with: '\\2\\1\\0\\\\', ignoreCase: false } // prettier-ignore
  expect((await preview(spec)).examples.rows[0]?.after).toEqual(['yLLy\\on'])
})

test('a formula tells the rows in which it gives nothing though what it reads is there', async () => {
  const shown = await preview({ kind: 'derive', as: 'n', expression: 'cast("ville" as integer)' })
  expect(shown.notes.map(({ fr }) => fr)).toEqual([
    '« n » est manquante dans 4 lignes dont les colonnes lues sont remplies'
  ])
  expect((await preview({ kind: 'derive', as: 'n', expression: 'note / 2' })).notes).toEqual([])
})
