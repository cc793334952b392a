import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Choices, FileChoice, Source } from '../../contract'
import { createEngine, finish, type Engine } from '../index'

let folder: string
let engine: Engine
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-deliveries-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterEach(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function file(name: string, text: string, choices?: Choices): Promise<FileChoice> {
  const path = join(folder, name)
  await writeFile(path, text)
  return { origin: { kind: 'path', path }, name, choices }
}
async function load(...files: FileChoice[]): Promise<Source[]> {
  const { sources, failed } = await finish(await engine.client.sources.import({ files }))
  expect(failed).toEqual([])
  return sources
}
async function prepare(source: Source | undefined, mode: 'append' | 'refresh', choice: FileChoice) {
  return finish(await engine.client.sources.prepare({ source: source?.id ?? '', mode, file: choice }))
}
const deliver = async (input: { delivery: string; renames?: { from: string; to: string }[] }) =>
  finish(await engine.client.sources.deliver(input))
const rows = (sql: string) => engine.session.project.rows(sql)
const rawTables = async () =>
  (await rows(`SELECT table_name AS name FROM duckdb_tables() WHERE schema_name = 'raw' ORDER BY 1`)).map(
    ({ name }) => name
  )

const MARCH = 'id;client;montant\n1;Ain;10,5\n2;Lot;20\n3;Var;30\n'

test('append: rows come behind, by name; undo and redo take them back and bring them again, also after reopening', async () => {
  const [source] = await load(await file('ventes.csv', MARCH))
  const { delivery, diff } = await prepare(
    source,
    'append',
    await file('avril.csv', 'client;id;montant\nCher;4;40,25\nVar;3;30\n')
  )
  expect(diff.rows).toEqual({ before: 3, arriving: 2, same: 1, added: 1, gone: 2, changed: 0 })
  expect(diff.key).toEqual(['id'])
  expect(await rows('SELECT count(*) AS n FROM raw.ventes')).toEqual([{ n: 3 }])
  const after = await deliver({ delivery })
  expect(after.rows).toBe(5)
  expect(after.deliveries.map(({ mode, rows: arrived }) => [mode, arrived])).toEqual([
    ['first', 3],
    ['append', 2]
  ])
  const sum = 'SELECT count(*) AS n, sum(montant) AS sum FROM clean.ventes'
  expect(await rows(sum)).toEqual([{ n: 5, sum: 130.75 }])
  const { path } = await engine.client.project.undo({})
  expect(await rows(sum)).toEqual([{ n: 3, sum: 60.5 }])
  await engine.client.project.close()
  await engine.client.project.open({ path })
  await engine.client.project.redo({})
  expect(await rows(sum)).toEqual([{ n: 5, sum: 130.75 }])
  expect(await rows('SELECT rowid AS place, client FROM raw.ventes ORDER BY rowid')).toMatchObject([
    { place: 0, client: 'Ain' },
    { client: 'Lot' },
    { client: 'Var' },
    { place: 3, client: 'Cher' },
    { client: 'Var' }
  ])
})

test('refresh: what changed is told before, and a renamed column keeps its steps', async () => {
  const [source] = await load(await file('ventes.csv', MARCH))
  const next = 'id;nom_client;montant;canal\n1;Ain;11,5\n2;Lot;20\n4;Jura;7\n'.replace(/(\d)\n(?=\d|$)/g, '$1;web\n')
  const { delivery, diff } = await prepare(source, 'refresh', await file('ventes v2.csv', next))
  expect(diff.columns).toMatchObject({
    kept: ['id', 'montant'],
    added: ['canal'],
    gone: [],
    renamed: [{ from: 'client', to: 'nom_client' }]
  })
  expect(diff.rows).toMatchObject({ same: 1, added: 1, gone: 1, changed: 1 })
  expect(diff.examples.changed).toHaveLength(1)
  await deliver({ delivery, renames: [{ from: 'nom_client', to: 'client' }] })
  expect(await rows('SELECT id, client, montant, canal FROM clean.ventes ORDER BY id')).toEqual([
    { id: 1, client: 'Ain', montant: 11.5, canal: 'web' },
    { id: 2, client: 'Lot', montant: 20, canal: 'web' },
    { id: 4, client: 'Jura', montant: 7, canal: 'web' }
  ])
  await engine.client.project.undo({})
  expect(await rows('SELECT * FROM clean.ventes WHERE id = 1')).toEqual([{ id: 1, client: 'Ain', montant: 10.5 }])
})

test('refresh: a column of numbers that was forced to text stays told as text', async () => {
  const numbered = (from: number) =>
    `num;n\n${Array.from({ length: 60 }, (_, place) => `${from + place};1`).join('\n')}\n`
  const [source] = await load(
    await file('num.csv', numbered(1000), { columns: [{ name: 'num', reading: { kind: 'text' }, missing: [] }] })
  )
  const { delivery } = await prepare(source, 'refresh', await file('num 2.csv', numbered(1010)))
  const { report } = await deliver({ delivery })
  expect(report.columns[0]).toMatchObject({ name: 'num', type: 'VARCHAR', reading: { kind: 'text' } })
  expect(await rows('SELECT any_value(typeof(num)) AS type, min(num) AS least FROM clean.num')).toEqual([
    { type: 'VARCHAR', least: '1010' }
  ])
})

test('without a key, whole rows are compared as many times as they stand', async () => {
  const [source] = await load(await file('avis.csv', 'ville;note\nLyon;5\nLyon;5\nNice;3\n'))
  const { diff } = await prepare(source, 'refresh', await file('avis 2.csv', 'ville;note\nLyon;5\nNice;3\nNice;3\n'))
  expect(diff.key).toBeNull()
  expect(diff.rows).toEqual({ before: 3, arriving: 3, same: 2, added: 1, gone: 1, changed: null })
})

test('a column that has another type in the delivery becomes text, with nothing lost', async () => {
  const [source] = await load(await file('codes.csv', 'id;code\n1;10\n2;20\n'))
  const { delivery, diff } = await prepare(source, 'append', await file('codes2.csv', 'id;code\n3;A7\n4;B8\n5;C9\n'))
  expect(diff.columns.retyped).toEqual([{ name: 'code', from: 'BIGINT', to: 'VARCHAR' }])
  await deliver({ delivery })
  expect(await rows('SELECT code FROM raw.codes ORDER BY id')).toEqual(
    ['10', '20', 'A7', 'B8', 'C9'].map((code) => ({ code }))
  )
})

test('a delivery not applied leaves nothing, and cannot be applied afterwards', async () => {
  const [source] = await load(await file('ventes.csv', MARCH))
  const before = await rawTables()
  const { delivery } = await prepare(source, 'refresh', await file('v2.csv', MARCH))
  expect(await rawTables()).not.toEqual(before)
  await engine.client.sources.discard({ deliveries: [delivery] })
  expect(await rawTables()).toEqual(before)
  expect(await readdir(engine.session.project.staging)).toEqual([])
  await expect(deliver({ delivery })).rejects.toMatchObject({ data: { kind: 'not_found' } })
})

test('several files of one shape as one table, each row with its file', async () => {
  const files = [await file('jan.csv', 'id;prix\n1;1,5\n2;2,5\n'), await file('fev.csv', 'prix;id\n3,5;3\n')]
  const { sources } = await finish(
    await engine.client.sources.import({ files, together: { name: 'année', fileColumn: true } })
  )
  expect(sources.map(({ table, rows: n }) => [table.name, n])).toEqual([['annee', 3]])
  expect(sources[0]?.deliveries[0]?.files.map(({ name }) => name)).toEqual(['jan.csv', 'fev.csv'])
  expect(await rows('SELECT id, prix, fichier FROM clean.annee ORDER BY id')).toEqual([
    { id: 1, prix: 1.5, fichier: 'jan.csv' },
    { id: 2, prix: 2.5, fichier: 'jan.csv' },
    { id: 3, prix: 3.5, fichier: 'fev.csv' }
  ])
  const other = await file('mars.csv', 'id;total\n1;2\n')
  await expect(
    Promise.resolve(engine.client.sources.import({ files: [...files, other], together: { fileColumn: false } })).then(
      finish
    )
  ).rejects.toMatchObject({ data: { kind: 'input', message: { fr: expect.stringContaining('mars.csv') } } })
  expect(await rawTables()).toEqual(['annee'])
})

test('choices: a type and texts that mean "no answer" become steps, and are remembered for the next file of the shape', async () => {
  const choices: Choices = {
    columns: [
      { name: 'note', missing: ['99'] },
      { name: 'dept', reading: { kind: 'text' }, missing: [] }
    ]
  }
  await load(await file('avis 2025-03.csv', 'note;dept\n5;12\n99;13\n4;14\n', choices))
  expect(await rows('SELECT note, dept FROM clean.avis_2025_03')).toEqual([
    { note: 5, dept: '12' },
    { note: null, dept: '13' },
    { note: 4, dept: '14' }
  ])
  const next = await file('avis 2025-04.csv', 'note;dept\n3;75\n99;13\n')
  const seen = await engine.client.sources.sniff(next)
  expect(seen.remembered).toMatchObject({ file: 'avis 2025-03.csv', choices })
  expect(seen.columns.map(({ type }) => type)).toEqual(['BIGINT', 'VARCHAR'])
  expect((await engine.client.sources.sniff({ ...next, recall: false })).remembered).toBeNull()
  expect((await engine.client.sources.sniff(await file('autre.csv', 'a;b\n1;2\n'))).remembered).toBeNull()
})

test('every line repaired or set aside is kept, page by page', async () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => (i % 3 ? `${i};a;b` : `${i};a "x" ;b;extra`))
  const [source] = await load(await file('abimé.csv', `id;un;deux\n${lines.join('\n')}\n`))
  const delivery = source?.deliveries[0]?.id ?? ''
  const { total, faults } = await engine.client.sources.faults({ delivery, offset: 900, limit: 100 })
  expect(total).toBe(source?.report.faultCount)
  expect(total).toBeGreaterThanOrEqual(1_000)
  expect(faults[0]?.raw).toBe(lines[(faults[0]?.line ?? 0) - 2])
})

describe('a column that the delivery writes in another way', () => {
  test.each([
    [
      'a typed number, then decimal commas',
      'id;v\n1;1234.5\n2;3.25\n',
      'id;v\n3;1 234,5\n4;7,25\n',
      [1234.5, 3.25, 1234.5, 7.25]
    ],
    [
      'decimal commas, then typed numbers',
      'id;v\n1;1 234,5\n2;3,25\n',
      'id;v\n3;1.234\n4;7.25\n',
      [1234.5, 3.25, 1.234, 7.25]
    ],
    [
      'ISO dates, then French ones',
      'id;v\n1;2024-01-02\n2;2024-03-04\n',
      'id;v\n3;13/05/2024\n4;31/12/2024\n',
      ['2024-01-02', '2024-03-04', '2024-05-13', '2024-12-31']
    ],
    [
      'French dates, then ISO ones',
      'id;v\n1;13/01/2024\n2;04/03/2024\n',
      'id;v\n3;2024-05-13\n4;2024-12-31\n',
      ['2024-01-13', '2024-03-04', '2024-05-13', '2024-12-31']
    ],
    ['words, then numbers', 'id;v\n1;abc\n2;def\n', 'id;v\n3;12,5\n4;7,25\n', ['abc', 'def', '12,5', '7,25']]
  ])('%s: no value is lost or changed, behind or in its place', async (what, first, next, values) => {
    // Numbers in place of the words: they are read as such.
    const alone = what.startsWith('words') ? [12.5, 7.25] : values.slice(2)
    const [source] = await load(await file('t.csv', first))
    const clean = 'SELECT v::VARCHAR AS v FROM clean.t ORDER BY id'
    const expected = (some: unknown[]) => some.map((v) => ({ v: typeof v === 'number' ? String(v) : v }))
    const plain = async () =>
      (await rows(clean)).map(({ v }) => ({ v: /^-?\d+\.\d+$/.test(String(v)) ? String(Number(v)) : v }))
    const appended = await prepare(source, 'append', await file('suite.csv', next))
    await deliver({ delivery: appended.delivery })
    expect(await plain()).toEqual(expected(values))
    await engine.client.project.undo({})
    expect(await plain()).toEqual(expected(values.slice(0, 2)))
    const refreshed = await prepare(source, 'refresh', await file('suite.csv', next))
    await deliver({ delivery: refreshed.delivery })
    expect(await plain()).toEqual(expected(alone))
  })
})

describe('the texts of a file stay as they are in the raw table', () => {
  const raw = async () => (await rows('SELECT v::VARCHAR AS v FROM raw.t ORDER BY id')).map(({ v }) => v)
  const clean = async () => (await rows('SELECT v::DOUBLE AS v FROM clean.t ORDER BY id')).map(({ v }) => v)
  const written = (values: string[], from: number) =>
    `id;v\n${values.map((value, i) => `${from + i};${value}\n`).join('')}`

  test.each<[string, string[], string[], number[]]>([
    ['decimal commas, then points', ['1,50', '1 234,25'], ['110.75', '2.50'], [1.5, 1234.25, 110.75, 2.5]],
    ['points, then decimal commas', ['110.75', '2.50'], ['1,50', '1 234,25'], [110.75, 2.5, 1.5, 1234.25]],
    ['decimal commas, then points of many lengths', ['1,5', '2,25'], ['3.25', '7'], [1.5, 2.25, 3.25, 7]],
    ['shares with their sign, then without', ['12,5 %', '7,25 %'], ['33', '40'], [12.5, 7.25, 33, 40]],
    ['shares with their sign, then points', ['12,5 %', '7,25 %'], ['33.5', '40.1'], [12.5, 7.25, 33.5, 40.1]],
    ['amounts with their unit, then points', ['12,5 €', '7,25 €'], ['33.5', '40.1'], [12.5, 7.25, 33.5, 40.1]]
  ])('%s', async (_what, first, next, values) => {
    const [source] = await load(await file('t.csv', written(first, 1)))
    const arriving = await file('u.csv', written(next, 1 + first.length))
    const { delivery } = await prepare(source, 'append', arriving)
    const after = await deliver({ delivery })
    expect([await raw(), await clean()]).toEqual([[...first, ...next], values])
    const third = await file('w.csv', written(['0.25', '9.75'], 9))
    await deliver({ delivery: (await prepare(after, 'append', third)).delivery })
    expect([await raw(), await clean()]).toEqual([
      [...first, ...next, '0.25', '9.75'],
      [...values, 0.25, 9.75]
    ])
    await engine.client.project.undo({})
    await engine.client.project.undo({})
    await deliver({ delivery: (await prepare(source, 'refresh', arriving)).delivery })
    expect([await raw(), await clean()]).toEqual([next, values.slice(first.length)])
  })

  test('numbers without the sign of the shares that they join are told, with how they are read', async () => {
    const [source] = await load(await file('t.csv', written(['1 %', '2 %', '3 %'], 1)))
    const { delivery, diff } = await prepare(source, 'append', await file('u.csv', written(['0.20', '0.30'], 4)))
    const told = expect.objectContaining({
      en: expect.stringMatching(/2 numbers are written without “%”.*“0.30” as “0.30 %”/)
    })
    expect(diff.notes).toContainEqual(told)
    expect((await deliver({ delivery })).report.notes).toContainEqual(told)
    expect([await raw(), await clean()]).toEqual([
      ['1 %', '2 %', '3 %', '0.20', '0.30'],
      [1, 2, 3, 0.2, 0.3]
    ])
  })

  test.each<[string, string[], string[], number[], [string, string]]>([
    [
      'points that part thousands in the table',
      ['1.234,50', '2.345,25'],
      ['110.75', '1.25'],
      [1234.5, 2345.25, 110.75, 1.25],
      ['1,25', '1.25']
    ],
    [
      'a point among the texts of the table that nobody can read',
      [...Array.from({ length: 12 }, (_, i) => `${i},5`), '1.234'],
      ['3.25', '3.25'],
      [],
      ['3,25', '3.25']
    ]
  ])('but for %s: the report counts and shows them', async (_what, first, next, values, [other, own]) => {
    const [source] = await load(await file('t.csv', written(first, 1)))
    const { delivery, diff } = await prepare(source, 'append', await file('u.csv', written(next, 100)))
    const told = expect.objectContaining({
      en: expect.stringMatching(`2 numbers are written .*“${other}” for “${own}”`)
    })
    expect(diff.notes).toContainEqual(told)
    expect((await deliver({ delivery })).report.notes).toContainEqual(told)
    if (values.length) expect(await clean()).toEqual(values)
  })
})

test('two deliveries at once: one is applied, the other is told, and nothing is lost', async () => {
  const [source] = await load(await file('ventes.csv', MARCH))
  const one = await prepare(source, 'append', await file('a.csv', 'id;client;montant\n4;Cher;1,5\n'))
  const two = await prepare(source, 'append', await file('b.csv', 'id;client;montant\n5;Gers;2,5\n'))
  const outcomes = await Promise.allSettled([deliver({ delivery: one.delivery }), deliver({ delivery: two.delivery })])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { data: { kind: 'conflict' } } })
  expect(await rows('SELECT count(*) AS n FROM clean.ventes')).toEqual([{ n: 4 }])
  const [after] = await engine.client.sources.list({})
  expect(after?.deliveries).toHaveLength(2)
})

test('a rename onto a column that the delivery has too is refused, and the delivery waits on', async () => {
  const [source] = await load(await file('t.csv', 'id;nom\n1;a\n2;b\n'))
  const { delivery } = await prepare(source, 'refresh', await file('t2.csv', 'id;nom;client\n1;x;y\n2;z;w\n'))
  for (const renames of [[{ from: 'client', to: 'nom' }], [{ from: 'absent', to: 'nom' }]])
    await expect(deliver({ delivery, renames })).rejects.toMatchObject({ data: { kind: 'input' } })
  await deliver({ delivery })
  expect(await rows('SELECT nom, client FROM clean.t ORDER BY id')).toEqual([
    { nom: 'x', client: 'y' },
    { nom: 'z', client: 'w' }
  ])
})

describe('numbers and days stay what they are where the delivery has another type of them', () => {
  const many = (value: (i: number) => string): string =>
    `id,v\n${Array.from({ length: 30 }, (_, i) => `${i},${value(i)}\n`).join('')}`
  const clean = async () =>
    (await rows(`SELECT typeof(v) AS type, count(*) AS n, count(v) AS present FROM clean.t GROUP BY ALL`)).map(
      ({ type, n, present }) => [type, n, present]
    )
  test.each<[string, (i: number) => string, (i: number) => string, string]>([
    ['whole numbers, then decimals', (i) => `${i}`, (i) => `${i}.5`, 'DECIMAL(21,1)'],
    ['one decimal, then two', (i) => `${i}.5`, (i) => `${i}.25`, 'DECIMAL(19,2)'],
    ['days, then moments', (i) => `2024-01-${10 + (i % 9)}`, (i) => `2024-01-02 03:04:${10 + i}`, 'TIMESTAMP']
  ])('%s', async (_what, first, next, type) => {
    const [source] = await load(await file('t.csv', many(first)))
    const { delivery, diff } = await prepare(source, 'append', await file('u.csv', many(next)))
    expect(diff.columns.retyped.map(({ name, to, becomes: other }) => [name, other ?? to])).toEqual([['v', type]])
    expect(diff.notes.filter(({ fr }) => /texte/.test(fr))).toEqual([])
    const after = await deliver({ delivery })
    expect(await clean()).toEqual([[type, 60, 60]])
    expect(after.report.columns.find(({ name }) => name === 'v')).toMatchObject({ type, lossless: true })
  })

  test('an empty column takes the type of the other side', async () => {
    const [source] = await load(
      await file(
        't.csv',
        many((i) => `${i}`)
      )
    )
    const { delivery, diff } = await prepare(
      source,
      'append',
      await file(
        'u.csv',
        many(() => '')
      )
    )
    expect(diff.columns.retyped).toMatchObject([{ name: 'v', becomes: 'BIGINT' }])
    await deliver({ delivery })
    expect(await clean()).toEqual([['BIGINT', 60, 30]])
  })

  test('where a column still ends as text, that is told before and after', async () => {
    const [source] = await load(
      await file(
        't.csv',
        many((i) => `${i}`)
      )
    )
    const { delivery, diff } = await prepare(
      source,
      'append',
      await file(
        'u.csv',
        many((i) => `A${i}`)
      )
    )
    expect(diff.columns.retyped).toEqual([{ name: 'v', from: 'BIGINT', to: 'VARCHAR' }])
    const told = expect.objectContaining({ fr: expect.stringMatching(/Gardées comme texte.*« v »/) })
    expect(diff.notes).toContainEqual(told)
    expect((await deliver({ delivery })).report.notes).toContainEqual(told)
  })
})
