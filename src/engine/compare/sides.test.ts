import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PairEvidence, SidesCompared, type CompareSide, type Condition, type Scalar } from '../../contract'
import { createEngine, finish, type Engine } from '..'

let folder: string
let engine: Engine

/** Rows of a survey: a score and a group that some do not give, a day, a word. */
const ROWS = `SELECT i, CASE hash(i) % 5 WHEN 0 THEN NULL WHEN 1 THEN 'a' WHEN 2 THEN 'b' WHEN 3 THEN '' ELSE 'd''e' END AS g,
  CASE WHEN hash(i, 3) % 4 = 0 THEN NULL ELSE (hash(i, 7) % 50)::INTEGER / 4 END AS x,
  CASE WHEN hash(i, 5) % 6 > 0 THEN 'w' || (hash(i, 9) % 4)::VARCHAR END AS w
FROM range(400) r(i)`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-sides-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
  await engine.session.project.database.run(`CREATE TABLE raw.t AS ${ROWS}`)
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const rows = <T>(sql: string): Promise<T[]> => engine.session.project.rows(sql) as Promise<T[]>
const one = async <T>(sql: string): Promise<T> => {
  const [first] = await rows<T>(sql)
  if (!first) throw new Error('no row')
  return first
}
const table = { schema: 'raw' as const, name: 't' }
const REST: CompareSide = { kind: 'rest' }
const side = (...all: Condition[]): CompareSide => ({
  kind: 'table',
  table,
  ...(all.length ? { filter: { all } } : {})
})
const condition = (column: string, op: Condition['op'], ...values: Scalar[]): Condition => ({ column, op, values })

async function compared(a: CompareSide, b: CompareSide): Promise<SidesCompared> {
  return SidesCompared.parse(JSON.parse(JSON.stringify(await finish(await engine.client.compare.run({ a, b })))))
}

/** Conditions, and the rows that each keeps as one would write them by hand. */
const CONDITIONS: { asked: Condition; sql: string }[] = [
  { asked: condition('g', '=', 'a'), sql: `coalesce(g = 'a', false)` },
  { asked: condition('g', '<>', "d'e"), sql: `g IS NULL OR g <> 'd''e'` },
  { asked: condition('g', 'in', 'a', null), sql: `g IS NULL OR g = 'a'` },
  { asked: condition('g', 'not in', 'b', ''), sql: `g IS NULL OR g NOT IN ('b', '')` },
  { asked: condition('g', 'missing'), sql: 'g IS NULL' },
  { asked: condition('g', 'present'), sql: 'g IS NOT NULL' },
  { asked: condition('x', '>=', 6), sql: 'x IS NOT NULL AND x >= 6' },
  { asked: condition('x', 'between', 2, 9), sql: 'x IS NOT NULL AND x BETWEEN 2 AND 9' },
  { asked: condition('w', 'word', 'w1'), sql: `w IS NOT NULL AND w = 'w1'` },
  { asked: condition('i', '<', 250), sql: 'i < 250' }
]

describe('sides of one table', () => {
  test('are counted, shared, described and told as plain SQL does, be they apart, crossing or the rest', async () => {
    const some = fc.uniqueArray(fc.constantFrom(...CONDITIONS), { minLength: 1, maxLength: 2 })
    const [first] = CONDITIONS
    if (!first) throw new Error('no condition')
    const other = fc.oneof(some, fc.constant('all' as const), fc.constant('rest' as const))
    await fc.assert(
      fc.asyncProperty(some, other, fc.boolean(), async (mine, theirs, isTurned) => {
        const kept = mine.map(({ sql }) => `(${sql})`).join(' AND ')
        const against =
          theirs === 'all'
            ? 'true'
            : theirs === 'rest'
              ? `NOT (${kept})`
              : theirs.map(({ sql }) => `(${sql})`).join(' AND ')
        const asked = side(...mine.map((each) => each.asked))
        const beside = theirs === 'rest' ? REST : theirs === 'all' ? side() : side(...theirs.map((each) => each.asked))
        const [a, b] = isTurned ? [beside, asked] : [asked, beside]
        const [inA, inB] = isTurned ? [against, kept] : [kept, against]
        const plain = await one<{ a: number; b: number; shared: number; either: number }>(
          `SELECT count(*) FILTER (${inA}) AS a, count(*) FILTER (${inB}) AS b, count(*) FILTER ((${inA}) AND (${inB})) AS shared, count(*) FILTER ((${inA}) OR (${inB})) AS either FROM raw.t`
        )
        const result = await compared(a, b)
        expect([result.a.rows, result.b.rows, result.shared.shared]).toEqual([plain.a, plain.b, plain.shared])
        if (theirs === 'rest') expect([plain.shared, plain.either]).toEqual([0, 400])
        expect(result.shared.kind).toBe(!plain.shared ? 'independent' : plain.either === plain.shared ? 'same_rows' : 'overlap') // prettier-ignore
        if (plain.shared) expect(result.tests).toBe(0)
        const made = new Set([mine, Array.isArray(theirs) ? theirs : []].flat().map((each) => each.asked.column))
        for (const pair of result.pairs) {
          const name = pair.b.name
          if (made.has(name)) expect(pair).toMatchObject({ verdict: 'criterion', test: null })
          else if (plain.shared) expect(pair.test).toBeNull()
          const { missing_a, missing_b, ...mean } = await one<Record<string, number | null>>(
            `SELECT count(*) FILTER ((${inA}) AND ${name} IS NULL) AS missing_a, count(*) FILTER ((${inB}) AND ${name} IS NULL) AS missing_b,
              avg(try_cast(${name} AS DOUBLE)) FILTER (${inA}) AS a, avg(try_cast(${name} AS DOUBLE)) FILTER (${inB}) AS b FROM raw.t`
          )
          expect([pair.a.missing, pair.b.missing]).toEqual([missing_a, missing_b])
          if (name === 'x') {
            if (mean.a == null) expect(pair.a.numeric?.mean ?? null).toBeNull()
            else expect(pair.a.numeric?.mean).toBeCloseTo(mean.a, 9)
            if (mean.a != null && mean.b != null) expect(pair.mean?.value).toBeCloseTo(mean.b - mean.a, 9)
          }
          const { moved } = PairEvidence.parse(
            JSON.parse(JSON.stringify(await engine.client.compare.evidence({ a, b, column: { a: name, b: name } })))
          )
          const figure = await one<{ value: number | null; n: number }>(moved.sql)
          expect([moved.n, figure.n], `${name}: each row counts once`).toEqual([plain.either, plain.either])
          if (pair.moved !== null) expect(figure.value).toBeCloseTo(pair.moved, 12)
          if (pair.basis !== 'values' || !plain.a || !plain.b) continue
          const { d } = await one<{ d: number }>(
            `SELECT sum(abs(p - q)) / 2 AS d FROM (SELECT count(*) FILTER (${inA}) / ${plain.a} AS p, count(*) FILTER (${inB}) / ${plain.b} AS q FROM raw.t GROUP BY ${name})`
          )
          expect(pair.moved).toBeCloseTo(d, 12)
        }
      }),
      {
        numRuns: 5,
        seed: 11,
        examples: [
          [[first], 'rest', false],
          [[first], 'all', true]
        ]
      }
    )
  })

  test('the rest holds the rows without a value, and says how many', async () => {
    const [nameless, all] = await Promise.all([
      one<{ n: number }>('SELECT count(*) AS n FROM raw.t WHERE g IS NULL'),
      one<{ n: number }>(`SELECT count(*) AS n FROM raw.t WHERE g = 'a'`)
    ])
    const result = await compared(side(condition('g', '=', 'a')), REST)
    expect([result.a.rows, result.b.rows]).toEqual([all.n, 400 - all.n])
    expect(result.b.words.fr).toBe('le reste des lignes, hors de : « g » = a')
    expect(result.b.note).toEqual({
      fr: `dont ${nameless.n} sans valeur dans « g »`,
      en: `of which ${nameless.n} without a value in “g”`
    })
    expect(result.a.note).toBeNull()
    const { sql, rowsSql, filter } = result.b.evidence
    expect(await one(sql)).toEqual({ value: 400 - all.n })
    expect(await rows(rowsSql ?? '')).toHaveLength(400 - all.n)
    expect(filter.fr).toContain('le reste des lignes')
    // Nothing to tell where the filter keeps the rows without a value.
    expect((await compared(side(condition('g', 'in', 'a', null)), REST)).b.note).toBeNull()
  })

  test('a finding of the rest stays that of the filter which makes it', async () => {
    const saved = await engine.client.filters.save({ name: 'Hauts', table, filter: { all: [condition('x', '>=', 8)] } })
    const filter = { ...saved.filter, named: { id: saved.id, name: saved.name } }
    const request = { a: { kind: 'table' as const, table, filter }, b: REST }
    await compared(request.a, request.b)
    const evidence = await engine.client.compare.evidence({ ...request, column: { a: 'w', b: 'w' } })
    const pin = (title: string, of: typeof evidence.moved) => engine.client.findings.pin({ title, kind: 'comparison', unit: 'share', evidence: of }) // prettier-ignore
    const [moved, missing] = [
      await pin('Déplacement', evidence.moved),
      await pin('Sans mot', evidence.figures.find(({ side: at, figure }) => at === 'b' && figure === 'missing')?.evidence ?? evidence.moved) // prettier-ignore
    ]
    await engine.client.filters.update({ id: saved.id, filter: { all: [condition('x', '>=', 4)] } })
    const listed = await engine.client.findings.list({})
    expect(listed.map(({ stale }) => stale)).toEqual([true, true])
    const fresh = await engine.client.findings.refresh({ id: missing.id })
    const plain = await one<{ n: number }>('SELECT count(*) AS n FROM raw.t WHERE w IS NULL AND (x >= 4) IS NOT TRUE')
    expect(fresh.figure.value).toBe(plain.n)
    expect(fresh.evidence.filter.fr).toContain('4')
    const again = await engine.client.findings.refresh({ id: moved.id })
    const now = await compared(side(condition('x', '>=', 4)), REST)
    expect(again.figure.value).toBeCloseTo(now.pairs.find(({ b }) => b.name === 'w')?.moved ?? NaN, 12)
  })

  test('a filter against all rows counts no row twice, and reads as many comparisons as columns', async () => {
    const before = (await engine.client.exploration.comparisons({})).made
    const result = await compared(side(condition('i', '<', 100)), side())
    expect(result).toMatchObject({ tests: 0, shared: { kind: 'overlap', shared: 100 } })
    expect(result.shared.reason.fr).toBe('100 lignes sont des deux côtés, sur 100 en A et 400 en B : un test supposerait qu’aucune ne l’est. Les écarts sont décrits, rien n’est testé.') // prettier-ignore
    // What makes the side is none of them.
    expect((await engine.client.exploration.comparisons({})).made - before).toBe(3)
    // Details opened are a look at that column alone, and no comparison more.
    await engine.client.compare.evidence({ a: side(condition('i', '<', 100)), b: side(), column: { a: 'w', b: 'w' } })
    expect((await engine.client.exploration.comparisons({})).made - before).toBe(3)
    const { looks } = await engine.client.exploration.looks({ offset: 0, limit: 9 })
    expect(looks.map(({ columns }) => columns)).toContainEqual([{ table: 't', column: 'w' }])
  })

  test('one filter asked of both sides is one, and goes stale as one; the figures of the rest are not under it', async () => {
    await engine.session.project.database.run(`CREATE TABLE raw.u AS FROM raw.t`)
    const saved = await engine.client.filters.save({ name: 'Un', table, filter: { all: [condition('x', '>=', 8)] } })
    const filter = () => ({ ...saved.filter, named: { id: saved.id, name: saved.name } })
    const both = { a: { kind: 'table' as const, table, filter: filter() }, b: { kind: 'table' as const, table: { ...table, name: 'u' }, filter: filter() } } // prettier-ignore
    const column = { a: 'w', b: 'w' }
    const { moved } = await engine.client.compare.evidence({ ...both, column })
    expect(moved).toMatchObject({ applied: filter() })
    expect(moved.outside).toBeUndefined()
    const beside = await engine.client.compare.evidence({ a: both.a, b: REST, column })
    expect(beside.moved).toMatchObject({ applied: filter(), outside: true })
    const of = (at: 'a' | 'b') => beside.figures.filter(({ side: one }) => one === at).map(({ evidence }) => evidence.outside ?? false) // prettier-ignore
    expect([new Set(of('a')), new Set(of('b'))]).toEqual([new Set([false]), new Set([true])])
    const other = { ...both.b, filter: { all: [condition('x', '>=', 9)] } }
    expect((await engine.client.compare.evidence({ a: both.a, b: other, column })).moved.applied).toBeUndefined()
  })

  test('columns stand for what they stand for in the whole table, whatever rows a filter keeps', async () => {
    await engine.session.project.database.run(
      `CREATE TABLE raw.m AS SELECT i, CASE WHEN i < 20 THEN (i * 7)::VARCHAR ELSE 'mot ' || i END AS v FROM range(100) r(i)`
    )
    const some = (op: '<' | '>=') => ({ kind: 'table' as const, table: { ...table, name: 'm' }, filter: { all: [condition('i', op, 20)] } }) // prettier-ignore
    const pair = (await compared(some('<'), some('>='))).pairs.find(({ b }) => b.name === 'v')
    expect(pair?.a.semantic).toEqual(pair?.b.semantic)
    expect(pair?.a.reading).toEqual(pair?.b.reading)
  })

  test('there is no rest of all rows, nor of the rest; a filter that a side cannot have names the side', async () => {
    await expect(compared(side(), REST)).rejects.toMatchObject({ data: { kind: 'input' } })
    await expect(compared(REST, REST)).rejects.toMatchObject({ data: { kind: 'input' } })
    await expect(compared(side(condition('i', '>=', 0)), REST)).rejects.toMatchObject({
      data: { message: { fr: expect.stringContaining('Il n’y a pas de reste') as string } }
    })
    await expect(compared(side(condition('gone', '=', 1)), REST)).rejects.toMatchObject({
      data: { message: { fr: 'Le filtre porte sur la colonne « gone », qui n’existe pas dans t (telle que chargée).' } }
    })
  })
})
