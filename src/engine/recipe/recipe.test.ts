import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Step, type ColumnInfo, type Source, type StepSpec } from '../../contract'
import { createEngine, type Engine } from '../index'
import { compileRecipe, compileStep } from './compile'

const columns: ColumnInfo[] = ['a', 'b"c'].map((name) => ({ name, type: 'VARCHAR' }))
const cast: StepSpec = {
  kind: 'cast',
  column: 'a',
  reading: { kind: 'number', decimal: ',', grouping: ' ', unit: '€' }
}
const missing: StepSpec = { kind: 'missing', column: 'b"c', values: ['NC', 99, `l'an`] }
const merge: StepSpec = { kind: 'merge', column: 'b"c', variants: ['Lyon ', 'LYON'], into: 'Lyon' }
const deduplicate: StepSpec = { kind: 'deduplicate' }

describe('as text', () => {
  test('no step: the raw rows', () => {
    expect(compileRecipe('t', columns, [])).toBe('SELECT * FROM "raw"."t"')
  })

  test('one named part a step, each on the one before', () => {
    const sql = compileRecipe('t', columns, [missing, merge, deduplicate])
    expect(sql).toMatch(
      /^WITH step_1 AS \(.*FROM "raw"\."t"\),\nstep_2 AS \(.*FROM step_1\),\nstep_3 AS \([\s\S]*step_2[\s\S]*\)\nSELECT \* FROM step_3$/
    )
    expect(compileStep(missing, 'x', columns)).toBe(
      `SELECT * REPLACE (CASE WHEN CAST("b""c" AS VARCHAR) IN ('NC', '99', 'l''an') THEN NULL ELSE "b""c" END AS "b""c") FROM x`
    )
    expect(compileStep(merge, 'x', columns)).toBe(
      `SELECT * REPLACE (CASE WHEN "b""c" IN ('Lyon ', 'LYON') THEN 'Lyon' ELSE "b""c" END AS "b""c") FROM x`
    )
  })

  test('the same recipe gives the same text; an unknown column is named', () => {
    expect(compileRecipe('t', columns, [cast, merge])).toBe(compileRecipe('t', columns, [cast, merge]))
    expect(() => compileStep({ ...missing, column: 'zz' }, 'x', columns)).toThrow('zz')
  })
})

describe('by running', () => {
  let folder: string
  let engine: Engine
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chantier-recipe-'))
    engine = createEngine({ folder, settings: folder })
    await engine.client.project.create({ name: 'essai' })
  })
  afterEach(async () => {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function table(name: string, select: string): Promise<void> {
    const { project } = engine.session
    await project.database.run(`CREATE TABLE raw."${name.replaceAll('"', '""')}" AS ${select}`)
    const source: Source = {
      id: name,
      table: { schema: 'raw', name },
      file: { name, size: 1, sha256: createHash('sha256').update(select).digest('hex'), format: 'delimited', part: [] },
      loadedAt: '2024-01-01T00:00:00.000Z',
      deliveries: [],
      version: '',
      rows: 1,
      report: { encoding: 'utf-8', undecodableBytes: 0, dialect: null, rowsRead: 1, rowsLoaded: 1, faultCount: 0, faults: [], columns: [], notes: [], seconds: 0 } // prettier-ignore
    }
    await project.change({ fr: 'Importer', en: 'Import' }, (scope) => scope.put('source', name, source))
  }
  const clean = async (name = 't'): Promise<string> =>
    JSON.stringify(
      await engine.session.project.database
        .run(`FROM clean."${name.replaceAll('"', '""')}"`)
        .then((r) => r.getRowsJson())
    )
  /** What the steps in the project make of the raw rows now, by the recipe's own text. */
  const wanted = async (name = 't'): Promise<string> => {
    const { sql } = await engine.client.recipe.show({ table: name })
    return JSON.stringify(await engine.session.project.database.run(sql).then((r) => r.getRowsJson()))
  }
  const add = (spec: StepSpec, name = 't') => engine.client.recipe.add({ table: name, spec })

  test('each kind of step does what it says, and counts it', async () => {
    await table(
      't',
      `SELECT * FROM (VALUES ('1 234,50 €', 'NC'), ('x', 'LYON'), ('2', 'Lyon '), ('2', 'Lyon '), (NULL, 'Paris')) v(a, "b""c")`
    )
    for (const spec of [cast, missing, merge, deduplicate]) await add(spec)
    expect(JSON.parse(await clean())).toEqual([
      [1234.5, null],
      [null, 'Lyon'],
      [2, 'Lyon'],
      [null, 'Paris']
    ])
    const shown = await engine.client.recipe.show({ table: 't' })
    expect(shown.steps.map(({ lostCells }) => lostCells)).toEqual([1, 1, 0, null])
    expect(shown.steps[2]?.changedCells).toBe(3)
    expect([shown.rowsBefore, shown.rowsAfter]).toEqual([5, 4])
    expect(await clean()).toBe(await wanted())
  })

  test('codes are compared as values of the type that the column has by then', async () => {
    await table('t', `SELECT * FROM (VALUES ('99', 99.0::DECIMAL(18,1), 100::BIGINT), ('5', 5, 5)) v(a, d, i)`)
    await add({ kind: 'cast', column: 'a', reading: { kind: 'number', decimal: ',', grouping: '', unit: null } })
    await add({ kind: 'missing', column: 'a', values: ['99'] })
    await add({ kind: 'missing', column: 'd', values: [99] })
    for (const value of ['99.5', 'NC', '99999999999999999999'])
      await expect(add({ kind: 'missing', column: 'i', values: [value] })).rejects.toMatchObject({
        data: { kind: 'input' }
      })
    await expect(add({ kind: 'missing', column: 'a', values: ['NC'] })).rejects.toMatchObject({
      data: { kind: 'input' }
    })
    expect(JSON.parse(await clean())).toEqual([
      [null, null, '100'],
      [5, '5.0', '5']
    ])
  })

  test('steps changed at the same time all keep what they are', async () => {
    await table('t', `SELECT 'NC' AS a`)
    const step = await add({ kind: 'missing', column: 'a', values: ['NC'] })
    await add({ kind: 'deduplicate' })
    await Promise.all([
      engine.client.recipe.enable({ id: step.id, enabled: false }),
      engine.client.recipe.move({ id: step.id, before: null })
    ])
    const steps = await engine.session.project.list('step', Step)
    expect(steps.map(({ id, enabled }) => [id === step.id, enabled])).toEqual([
      [false, true],
      [true, false]
    ])
  })

  test('dates, times, whole numbers and booleans', async () => {
    await table('t', `SELECT '01/02/2024' AS d, '01/02/2024 10:30' AS ts, '12 345' AS i, 'oui' AS b`)
    await add({ kind: 'cast', column: 'd', reading: { kind: 'date', shapes: ['%d/%m/%Y'] } })
    await add({ kind: 'cast', column: 'ts', reading: { kind: 'timestamp', shapes: ['%d/%m/%Y %H:%M'] } })
    await add({ kind: 'cast', column: 'i', reading: { kind: 'integer', grouping: ' ' } })
    await add({ kind: 'cast', column: 'b', reading: { kind: 'boolean', yes: 'oui', no: 'non' } })
    expect(JSON.parse(await clean())).toEqual([['2024-02-01', '2024-02-01 10:30:00', '12345', true]])
  })

  test('undo and redo keep the clean table equal to the recipe, step by step', async () => {
    await table(
      't',
      `SELECT (i % 5)::VARCHAR AS a, CASE WHEN i % 2 = 0 THEN 'LYON' ELSE 'NC' END AS "b""c" FROM range(40) s(i)`
    )
    const states = [await clean()]
    const note = async (): Promise<void> => {
      expect(await clean()).toBe(await wanted())
      states.push(await clean())
    }
    const first = await add(missing)
    await note()
    const second = await add(merge)
    await note()
    await add(deduplicate)
    await note()
    await engine.client.recipe.enable({ id: first.id, enabled: false })
    await note()
    await engine.client.recipe.move({ id: second.id, before: null })
    await note()
    await engine.client.recipe.remove({ id: second.id })
    await note()
    await engine.client.recipe.enable({ id: first.id, enabled: true })
    await note()
    for (const state of [...states].reverse().slice(1)) {
      await engine.client.project.undo({})
      expect(await clean()).toBe(state)
      expect(await clean()).toBe(await wanted())
    }
    for (const state of states.slice(1)) {
      await engine.client.project.redo({})
      expect(await clean()).toBe(state)
    }
  })

  test('the order of steps counts, and survives closing', async () => {
    await table('t', `SELECT unnest(['a', 'b', 'c']) AS a`)
    await add({ kind: 'merge', column: 'a', variants: ['a'], into: 'b' })
    const later = await add({ kind: 'merge', column: 'a', variants: ['b'], into: 'c' })
    expect(await clean()).toBe('[["c"],["c"],["c"]]')
    const steps = await engine.session.project.list('step', Step)
    await engine.client.recipe.move({ id: later.id, before: steps[0]?.id ?? null })
    expect(await clean()).toBe('[["b"],["c"],["c"]]')
    const { path } = engine.session.project
    await engine.client.project.close({})
    await engine.client.project.open({ path })
    expect(await clean()).toBe('[["b"],["c"],["c"]]')
  })

  test('a step that cannot run leaves the recipe and the table as they were', async () => {
    await table('t', `SELECT 1 AS n, 'x' AS a`)
    const before = await clean()
    await expect(add({ kind: 'merge', column: 'absente', variants: ['x'], into: 'y' })).rejects.toMatchObject({
      data: { kind: 'not_found' }
    })
    await expect(
      add({ kind: 'cast', column: 'a', reading: { kind: 'date', shapes: [`%Q'; DROP TABLE raw.t`] } })
    ).rejects.toMatchObject({ data: { kind: 'input' } })
    expect(await engine.session.project.list('step', Step)).toEqual([])
    expect(await clean()).toBe(before)
  })

  test.each([
    '~place',
    '~copy',
    'after',
    'before',
    'step_1',
    '__proto__',
    'a""); DROP TABLE raw.t;--',
    "l'an",
    'é\n',
    'SELECT'
  ])('a column called %j goes through every step', async (name) => {
    const quoted = `"${name.replaceAll('"', '""')}"`
    await table('t', `SELECT * FROM (VALUES ('1'), ('1'), ('NC'), ('deux')) v(${quoted})`)
    await add({ kind: 'merge', column: name, variants: ['deux'], into: '2' })
    await add({ kind: 'missing', column: name, values: ['NC'] })
    await add({ kind: 'deduplicate' })
    await add({ kind: 'cast', column: name, reading: { kind: 'integer', grouping: '' } })
    expect(JSON.parse(await clean())).toEqual([['1'], [null], ['2']])
    const { steps } = await engine.client.recipe.show({ table: 't' })
    expect(steps.map(({ changedCells }) => changedCells)).toEqual([1, 1, null, 0])
    const [described] = await engine.session.project.rows('DESCRIBE clean.t')
    expect(described).toMatchObject({ column_name: name, column_type: 'BIGINT' })
  })

  test.each(['"; DROP SCHEMA clean; --', `l'été`, 'step_1', 'Table 1', '__proto__'])(
    'a table called %j',
    async (name) => {
      await table(name, `SELECT 'NC' AS a`)
      await add({ kind: 'missing', column: 'a', values: ['NC'] }, name)
      expect(await clean(name)).toBe('[[null]]')
      await engine.client.project.undo({})
      expect(await clean(name)).toBe('[["NC"]]')
    }
  )

  test('a column is read again in another way', async () => {
    await table('t', `SELECT unnest(['01/02/2024', '2024']) AS a`)
    await add({ kind: 'cast', column: 'a', reading: { kind: 'date', shapes: ['%d/%m/%Y'] } })
    await add({ kind: 'cast', column: 'a', reading: { kind: 'text' } })
    expect(JSON.parse(await clean())).toEqual([['2024-02-01'], [null]])
    await add({ kind: 'cast', column: 'a', reading: { kind: 'integer', grouping: '' } })
    expect(JSON.parse(await clean())).toEqual([[null], [null]])
  })
})
