import fc from 'fast-check'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PairEvidence, SidesCompared, type CompareRequest, type ComparedPair } from '../../contract'
import { createEngine, finish, type Engine } from '..'
import { measureSql } from '../profile'
import { ident } from '../sql'
import { gateSelect } from '../tables'
import { compareSides } from './compare-sides'

let folder: string
let engine: Engine
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'p' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const rows = <T>(sql: string): Promise<T[]> => engine.session.project.rows(sql) as Promise<T[]>
const raw = (name: string) => ({ kind: 'table' as const, table: { schema: 'raw' as const, name } })

async function tableOf(select: string): Promise<string> {
  const name = `t${made++}`
  await engine.session.project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
  return name
}

async function compared(request: Omit<CompareRequest, 'pairs'> & Partial<CompareRequest>): Promise<SidesCompared> {
  return SidesCompared.parse(JSON.parse(JSON.stringify(await finish(await engine.client.compare.run(request)))))
}

const byName = (result: SidesCompared, name: string): ComparedPair => {
  const found = result.pairs.find(({ b }) => b.name === name)
  if (!found) throw new Error(`no pair ${name}`)
  return found
}

const COLUMNS: Record<string, string> = {
  tiny: `(CASE WHEN hash(i) % 7 = 0 THEN NULL ELSE hash(i) % 9 END)::TINYINT`,
  huge: `hash(i)::HUGEINT * 1000000000000 * (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END)`,
  dec: `((hash(i * 3) % 100000)::INTEGER / 100)::DECIMAL(12,2)`,
  flt: `CASE hash(i) % 11 WHEN 0 THEN 'NaN'::FLOAT WHEN 1 THEN 'inf'::FLOAT ELSE (hash(i * 7) % 1000 / 7)::FLOAT END`,
  dbl: `CASE WHEN i % 13 = 0 THEN NULL ELSE exp((hash(i * 11) % 2000)::INTEGER / 100 - 10) END`,
  one: `7.5`,
  bool: `hash(i) % 3 = 0`,
  date: `CASE WHEN hash(i) % 17 = 0 THEN 'infinity'::DATE ELSE DATE '2015-03-01' + (hash(i) % 4000)::INTEGER END`,
  ts: `TIMESTAMP '2020-02-28 23:59:59.5' + INTERVAL 1 SECOND * (hash(i) % 100000000)::INTEGER`,
  clock: `TIME '01:00:00' + INTERVAL 1 MINUTE * (hash(i) % 700)::INTEGER`,
  span: `INTERVAL 1 MINUTE * (hash(i) % 700)::INTEGER`,
  txt: `CASE hash(i) % 9 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN '   ' ELSE 'é€😀' || (hash(i) % 50)::VARCHAR END`,
  many: `repeat('x', (hash(i) % 20)::INTEGER) || ' ' || hash(i)::VARCHAR`,
  comma: `CASE WHEN i % 10 = 0 THEN 'N/A' ELSE replace(((hash(i) % 9000)::INTEGER / 8)::VARCHAR, '.', ',') END`,
  enumerated: `(CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END)::ENUM('a', 'b', 'c')`,
  uid: `(lpad(to_hex(i), 8, '0') || '-0000-4000-8000-000000000000')::UUID`,
  list: `[i % 3, NULL]`,
  struct: `{a: i % 3, b: 'x'}`,
  blob: `encode((hash(i) % 40)::VARCHAR)`,
  json: `('{"a":' || (i % 4)::VARCHAR || '}')::JSON`,
  none: `NULL::VARCHAR`,
  none_number: `NULL::INTEGER`,
  'na"me; --': `hash(i) % 4`
}
const everything = (from: number, to: number): string =>
  `SELECT ${Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${ident(name)}`).join(', ')} FROM range(${from}, ${to}) r(i)` // prettier-ignore

/** The figures of a side by one plain query, and the index by the query of its evidence. */
async function check(request: CompareRequest, froms: { a: string; b: string }): Promise<SidesCompared> {
  const result = await compared(request)
  for (const pair of result.pairs) {
    for (const side of ['a', 'b'] as const) {
      const column = pair[side]
      const c = ident(column.name)
      const x = measureSql(c, column.type, column.reading)
      const [plain] = await rows<Record<string, number | null>>(
        `SELECT count(*) AS rows, count(*) - count(${c}) AS missing, count(DISTINCT ${c}) AS distinct_values
         ${x ? `, count(${x}) AS n, avg(${x}) AS mean, stddev_samp(${x}) AS sd, quantile_cont(${x}, 0.5) AS median` : ''} FROM ${froms[side]}`
      )
      expect({ rows: column.rows, missing: column.missing, distinct_values: column.distinct }).toEqual({
        rows: plain?.rows,
        missing: plain?.missing,
        distinct_values: plain?.distinct_values
      })
      const total = pair.classes.reduce((sum, one) => sum + one[side], 0)
      expect(total, `${column.name}: every row is in one class`).toBe(column.rows)
      if (!column.numeric) continue
      expect(column.numeric.n).toBe(plain?.n)
      near(column.numeric.mean, plain?.mean)
      near(column.numeric.sd, plain?.sd)
      near(column.numeric.quantiles.find(({ p }) => p === 0.5)?.value ?? null, plain?.median)
    }
    const asked = { ...request, column: { a: pair.a.name, b: pair.b.name } }
    const evidence = PairEvidence.parse(JSON.parse(JSON.stringify(await engine.client.compare.evidence(asked))))
    const [moved] = await rows<{ value: number }>(await gated(evidence.moved.sql))
    expect(pair.moved, pair.b.name).toBeCloseTo(moved?.value ?? NaN, 12)
    for (const { figure, side, evidence: proof } of evidence.figures) {
      await rows(`SELECT * FROM (${await gated(proof.sql)})`)
      const from = await gated(proof.rowsSql ?? '')
      const [first] = await rows<{ columns: number }>(`SELECT count(*) AS columns FROM (DESCRIBE ${from})`)
      expect(first?.columns, 'rowid once').toBe(Object.keys(COLUMNS).length + 1)
      if (figure !== 'missing') continue
      const [value] = await rows<{ value: number }>(proof.sql)
      const [listed] = await rows<{ n: number }>(`SELECT count(*) AS n FROM (${from})`)
      expect([value?.value, listed?.n]).toEqual([pair[side].missing, pair[side].missing])
    }
  }
  return result
}

const gated = (sql: string): Promise<string> => gateSelect(engine.session.project, sql)

function near(actual: number | null, expected: number | null | undefined) {
  if (expected == null || !Number.isFinite(expected)) expect(actual).toBeNull()
  else expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))
}

describe('two sides', () => {
  test('their figures are those of plain SQL on every column type, of two tables', async () => {
    const [a, b] = [await tableOf(everything(0, 900)), await tableOf(everything(500, 1700))]
    const result = await check({ a: raw(a), b: raw(b), pairs: [] }, { a: `raw.${a}`, b: `raw.${b}` })
    expect(result.pairs).toHaveLength(Object.keys(COLUMNS).length)
    expect(result.shared.kind).toBe('independent')
    expect(byName(result, 'many').basis).toBe('lengths')
    expect(byName(result, 'comma').basis).toBe('measure')
    expect(byName(result, 'date').basis).toBe('measure')
    expect(byName(result, 'bool').basis).toBe('values')
  })

  test('and of two segments of one table, whose rows are told apart or not', async () => {
    const name = await tableOf(everything(0, 1200))
    const filter = (op: '<' | '>=', value: number) => ({ all: [{ column: 'dec', op, values: [value] }] })
    const sides = { a: { ...raw(name), filter: filter('<', 300) }, b: { ...raw(name), filter: filter('>=', 300) } }
    const result = await check(
      { ...sides, pairs: [] },
      { a: `(FROM raw.${name} WHERE dec < 300)`, b: `(FROM raw.${name} WHERE dec >= 300)` }
    )
    expect(result.shared).toMatchObject({ kind: 'independent', shared: 0 })
    expect(result.pairs.at(-1)?.b.name).toBe('dec')
    expect(result.pairs.at(-1)).toMatchObject({ moved: 1, verdict: 'criterion', test: null })
    const crossing = await compared({ ...sides, b: { ...raw(name), filter: filter('>=', 100) } })
    expect(crossing.shared.kind).toBe('overlap')
    expect(crossing.pairs.every(({ test: tested }) => tested === null)).toBe(true)
  })

  test('of any small tables', async () => {
    const value = fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e12, max: 1e12 }))) // prettier-ignore
    const word = fc.option(fc.constantFrom('a', 'b', '', ' ', 'é', "l'eau"))
    const table = fc.array(fc.tuple(value, word), { minLength: 1, maxLength: 25 })
    const select = (some: readonly (readonly [number | null, string | null])[]): string =>
      some
        .map(
          ([x, w]) =>
            `SELECT ${x === null ? 'NULL' : `'${x}'`}::DOUBLE AS x, ${w === null ? 'NULL' : `'${w.replace("'", "''")}'`}::VARCHAR AS w`
        ) // prettier-ignore
        .join(' UNION ALL ')
    await fc.assert(
      fc.asyncProperty(table, table, async (one, other) => {
        const [a, b] = [await tableOf(select(one)), await tableOf(select(other))]
        const result = await compareSides(engine.session.project, { a: raw(a), b: raw(b), pairs: [] })
        for (const pair of result.pairs) {
          expect(pair.classes.reduce((sum, each) => sum + each.a, 0)).toBe(one.length)
          expect(pair.classes.reduce((sum, each) => sum + each.b, 0)).toBe(other.length)
          expect(pair.moved).toBeGreaterThanOrEqual(0)
          expect(pair.moved).toBeLessThanOrEqual(1)
        }
        const w = byName(result, 'w')
        const [plain] = await rows<{ d: number }>(
          `SELECT coalesce(sum(abs(coalesce(p, 0) - coalesce(q, 0))), 0) / 2 AS d FROM (SELECT w AS v, count(*) / ${one.length} AS p FROM raw.${a} GROUP BY ALL) AS x FULL JOIN (SELECT w AS v, count(*) / ${other.length} AS q FROM raw.${b} GROUP BY ALL) AS y ON x.v IS NOT DISTINCT FROM y.v`
        )
        if (w.basis === 'values') expect(w.moved).toBeCloseTo(plain?.d ?? NaN, 12)
      }),
      { numRuns: 12, seed: 5 }
    )
  })
})

describe('what moved', () => {
  test('post codes are compared value by value, never by their mean', async () => {
    const codes = (least: number): string => `SELECT (${least} + i % 9)::INTEGER AS code_postal FROM range(90) s(i)`
    const result = await compared({ a: raw(await tableOf(codes(69001))), b: raw(await tableOf(codes(69005))) })
    expect(byName(result, 'code_postal')).toMatchObject({ basis: 'values', mean: null, verdict: 'moved' })
  })

  test('comes first; what chance explains comes last, whatever its size', async () => {
    const select = (seed: number, n: number, mean: number): string =>
      `SELECT ${mean} + 10 * (hash(i, ${seed}) % 1000)::INTEGER / 1000 AS shifted, (hash(i, ${seed + 1}) % 40)::INTEGER AS noise, 'k' || (hash(i, ${seed + 2}) % 3) AS word, 5 AS still FROM range(${n}) r(i)`
    const [a, b] = [await tableOf(select(1, 150, 0)), await tableOf(select(7, 150, 4))]
    const result = await compared({ a: raw(a), b: raw(b) })
    expect(result.pairs[0]?.b.name).toBe('shifted')
    const noise = byName(result, 'noise')
    expect(noise.verdict).toBe('chance')
    expect(noise.moved).toBeGreaterThan(0.1)
    expect(Math.abs((noise.moved ?? 0) - (noise.chance ?? 1))).toBeLessThan(0.1)
    expect(byName(result, 'still')).toMatchObject({ moved: 0, verdict: 'same' })
    expect(result.pairs.at(-1)?.b.name).toBe('still')
    expect(byName(result, 'shifted').mean?.low).toBeGreaterThan(2)
    expect(result.tests).toBe(3)
  })

  test('identifiers need not be alike; missing values are a class', async () => {
    const select = (from: number, every: number): string =>
      `SELECT 'CLI-' || lpad((i + ${from})::VARCHAR, 6, '0') AS client_id, CASE WHEN i % ${every} = 0 THEN NULL ELSE 'oui' END AS x FROM range(400) r(i)`
    const [a, b] = [await tableOf(select(0, 10)), await tableOf(select(9000, 2))]
    const result = await compared({ a: raw(a), b: raw(b) })
    expect(byName(result, 'client_id')).toMatchObject({ basis: 'presence', moved: 0 })
    expect(byName(result, 'x').moved).toBeCloseTo(0.4, 12)
    expect(byName(result, 'x').missing?.value).toBeCloseTo(0.4, 12)
  })

  test('a text and the booleans read from it are compared by their presence, and it is said why', async () => {
    const a = await tableOf(
      `SELECT CASE WHEN i % 4 = 0 THEN NULL WHEN i % 2 = 0 THEN 'oui' ELSE 'non' END AS x FROM range(80) r(i)`
    )
    const b = await tableOf(`SELECT i % 2 = 0 AS x FROM range(80) r(i)`)
    const [pair] = (await compared({ a: raw(a), b: raw(b) })).pairs
    expect(pair).toMatchObject({ basis: 'presence', moved: 0.25 })
    expect(pair?.reason?.fr).toContain('ne s’écrivent pas de la même façon')
  })

  test('columns are paired by like names or by hand; the others are told', async () => {
    const [a, b] = [
      await tableOf(`SELECT 1 AS "Âge", 2 AS ville, 3 AS gone FROM range(3)`),
      await tableOf(`SELECT 1 AS age, 2 AS commune, 3 AS new FROM range(3)`)
    ]
    const result = await compared({ a: raw(a), b: raw(b), pairs: [{ a: 'ville', b: 'commune' }] })
    expect(result.pairs.map((pair) => [pair.a.name, pair.b.name])).toEqual([['Âge', 'age'], ['ville', 'commune']]) // prettier-ignore
    expect([result.onlyA, result.onlyB].map((only) => only.map(({ name }) => name))).toEqual([['gone'], ['new']])
    const nothing = await tableOf('SELECT 1 AS elsewhere')
    await expect(compared({ a: raw(a), b: raw(nothing) })).rejects.toMatchObject({ data: { kind: 'input' } })
  })

  test('stops when asked to, and tells how far it is', async () => {
    const [a, b] = [await tableOf(everything(0, 200)), await tableOf(everything(0, 300))]
    const stop = new AbortController()
    const steps: string[] = []
    await expect(
      compareSides(
        engine.session.project,
        { a: raw(a), b: raw(b), pairs: [] },
        ({ step }) => {
          steps.push(step.fr)
          if (steps.length > 3) stop.abort()
        },
        stop.signal
      )
    ).rejects.toMatchObject({ data: { kind: 'cancelled' } })
    expect(steps.length).toBeLessThan(10)
  })
})

describe('far values', () => {
  const delays = (seed: number, low: number, often: number): string =>
    `SELECT (CASE WHEN i % 50 < ${often} THEN 999 WHEN i % 50 = 49 THEN -1 ELSE ${low} + hash(i, ${seed}) % 12 END)::INTEGER AS delay FROM range(600) r(i)`

  test.each([2, 15, 20])('codes of %i in 50 rows do not hide the shift of the others', async (often) => {
    const [a, b] = [await tableOf(delays(1, 0, often)), await tableOf(delays(2, 28, often))]
    const pair = byName(await compared({ a: raw(a), b: raw(b) }), 'delay')
    // Nothing in common but the codes, which are as frequent on both sides.
    expect(pair.moved).toBeCloseTo((49 - often) / 50, 12)
    expect(pair.classes.filter((one) => one.a + one.b > 0).length).toBeGreaterThan(5)
    expect(pair.classes.at(-1)).toMatchObject({ to: null, a: often * 12, b: often * 12 })
    const { moved } = await engine.client.compare.evidence({ a: raw(a), b: raw(b), column: { a: 'delay', b: 'delay' } })
    expect((await rows<{ value: number }>(await gated(moved.sql)))[0]?.value).toBeCloseTo(pair.moved ?? NaN, 12)
  })

  test('nor do far values that are no usual code, on numbers and on dates, even on one side', async () => {
    const select = (seed: number, low: number, far: boolean): string =>
      `SELECT CASE WHEN ${far} AND i % 12 = 0 THEN 40000 + i / 7 ELSE ${low} + hash(i, ${seed}) % 1000 / 50 END AS x,
         CASE WHEN ${far} AND i % 12 = 0 THEN DATE '1700-01-01' ELSE DATE '2024-01-01' + (${low} + hash(i, ${seed}) % 20)::INTEGER END AS day FROM range(600) r(i)`
    const [a, b] = [await tableOf(select(1, 0, true)), await tableOf(select(2, 30, false))]
    const result = await compared({ a: raw(a), b: raw(b) })
    for (const name of ['x', 'day']) expect(byName(result, name).moved, name).toBeGreaterThan(0.99)
    expect(byName(result, 'x').classes.at(-1)).toMatchObject({ to: null, a: 50, b: 0 })
    expect(byName(result, 'day').classes[0]).toMatchObject({ from: null, a: 50, b: 0 })
  })

  test('two sides that lie far apart are each the bulk', async () => {
    const select = (low: number): string => `SELECT ${low} + hash(i) % 40 AS x FROM range(300) r(i)`
    const [a, b] = [await tableOf(select(0)), await tableOf(select(5000))]
    const pair = byName(await compared({ a: raw(a), b: raw(b) }), 'x')
    expect(pair.moved).toBe(1)
    expect(pair.classes.some(({ kind, from, to }) => kind === 'range' && (from === null || to === null))).toBe(false)
  })
})

describe('sides of one source', () => {
  test('before and after the recipe: the same rows, described and not tested; a finding of it stays on the rows as loaded', async () => {
    const path = join(folder, 'avis.csv')
    const lines = Array.from({ length: 60 }, (_, i) => `${i},${i % 6 ? (i % 2 ? 'bus' : 'car') : 'NC'},${i % 10}`)
    await writeFile(path, `id,reponse,note\n${lines.join('\n')}\n`)
    const { sources } = await finish(await engine.client.sources.import({ files: [{ origin: { kind: 'path', path }, name: 'avis.csv' }] })) // prettier-ignore
    const name = sources[0]?.table.name ?? ''
    await engine.client.recipe.add({ table: name, spec: { kind: 'missing', column: 'reponse', values: ['NC'] } })
    const b = { kind: 'table' as const, table: { schema: 'clean' as const, name } }
    const result = await compared({ a: raw(name), b })
    expect(result.shared.kind).toBe('same_rows')
    const filter = { all: [{ column: 'reponse', op: '=' as const, values: ['bus'] }] }
    const kept = await compared({ a: { ...raw(name), filter }, b })
    expect(kept.shared).toMatchObject({ kind: 'overlap', shared: null, reason: { fr: expect.stringContaining('filtre') as string } }) // prettier-ignore
    expect([kept.a.rows, kept.b.rows, kept.tests]).toEqual([30, 60, 0])
    expect(result.pairs[0]).toMatchObject({ verdict: 'moved', test: null, missing: { value: 1 / 6, low: null } })
    expect(result.pairs[0]?.vanished).toEqual({ values: 1, rows: 10 })
    const { figures } = await engine.client.compare.evidence({ a: raw(name), b, column: { a: 'reponse', b: 'reponse' } }) // prettier-ignore
    const before = figures.find(({ side, figure }) => side === 'a' && figure === 'missing')
    if (!before) throw new Error('no evidence')
    const pinned = await engine.client.findings.pin({ title: 'Avant', kind: 'comparison', evidence: before.evidence, unit: 'count' }) // prettier-ignore
    expect(pinned.tables.map(({ table }) => table.schema)).toEqual(['raw'])
    expect((await engine.client.findings.refresh({ id: pinned.id })).figure.value).toBe(0)
  })

  test('deliveries: rows that came behind, and the rows that a newer version took the place of', async () => {
    const write = async (file: string, from: number, to: number) => {
      const path = join(folder, file)
      const lines = Array.from({ length: to - from }, (_, i) => `${from + i},${(from + i) % 7}`)
      await writeFile(path, `cle,valeur\n${lines.join('\n')}\n`)
      return { origin: { kind: 'path' as const, path }, name: file }
    }
    const { sources } = await finish(await engine.client.sources.import({ files: [await write('mai.csv', 0, 30)] }))
    const id = sources[0]?.id ?? ''
    const deliver = async (mode: 'append' | 'refresh', file: Awaited<ReturnType<typeof write>>) => {
      const prepared = await finish(await engine.client.sources.prepare({ source: id, mode, file }))
      await finish(await engine.client.sources.deliver({ delivery: prepared.delivery, renames: [] }))
    }
    await deliver('append', await write('juin.csv', 30, 80))
    await deliver('refresh', await write('corrige.csv', 0, 90))
    const source = (await engine.client.sources.list({})).find((one) => one.id === id)
    const [first, second, third] = source?.deliveries ?? []
    const side = (delivery: string | undefined, which: 'arrived' | 'whole' = 'arrived') => ({
      kind: 'delivery' as const,
      source: id,
      delivery: delivery ?? '',
      rows: which
    })
    const appended = await compared({ a: side(first?.id), b: side(second?.id) })
    expect([appended.a.rows, appended.b.rows, appended.shared.kind]).toEqual([30, 50, 'independent'])
    expect(byName(appended, 'cle').b.min).toBe('30')
    const replaced = await compared({ a: side(second?.id, 'whole'), b: side(third?.id) })
    expect([replaced.a.rows, replaced.b.rows, replaced.shared.kind]).toEqual([80, 90, 'same_rows'])
    const present = await compared({ a: side(second?.id, 'whole'), b: raw(source?.table.name ?? '') })
    expect([present.a.rows, present.b.rows, present.shared.kind, present.tests]).toEqual([80, 90, 'same_rows', 0])
    const evidence = await engine.client.compare.evidence({
      a: side(second?.id, 'whole'),
      b: side(third?.id),
      column: { a: 'valeur', b: 'valeur' }
    })
    const old = evidence.figures.find(({ side: of, figure }) => of === 'a' && figure === 'mean')
    expect(await rows(await gated(old?.evidence.sql ?? ''))).toMatchObject([{ n: 80 }])
    await expect(compared({ a: side('gone'), b: side(third?.id) })).rejects.toMatchObject({ data: { kind: 'not_found' } }) // prettier-ignore
  })
})
