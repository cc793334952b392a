import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TableProfile, type ColumnProfile } from '../../contract'
import { closeProject, openProject, type Project } from '../project'
import { ident } from '../sql'
import { resolveTable } from '../tables'
import { columnEvidence, tableEvidence } from './evidence'
import { measureSql } from './family'
import { profileTable } from './profile-table'

let folder: string
let project: Project
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profile-'))
  project = await openProject(join(folder, 'p.chantier'), { create: true })
})
afterAll(async () => {
  await closeProject(project)
  await rm(folder, { recursive: true, force: true })
})

async function profileOf(select: string) {
  const name = `t${made++}`
  await project.database.run(`CREATE TABLE raw.${name} AS ${select}`)
  return TableProfile.parse(JSON.parse(JSON.stringify(await profileTable(project, { schema: 'raw', name }))))
}

/** The same facts by one plain query each, written apart from the engine's. */
async function plainFacts(table: string, column: ColumnProfile) {
  const c = ident(column.name)
  const x = measureSql(c, column.type, column.reading)
  const row = await project.rows<Record<string, number | string | null>>(
    `SELECT count(*) - count(${c}) AS missing, count(DISTINCT ${c}) AS distinct_values, left(min(${c})::VARCHAR, 200) AS low, left(max(${c})::VARCHAR, 200) AS high
     ${x ? `, count(${x}) AS n, avg(${x}) AS mean, quantile_cont(${x}, 0.25) AS q1, quantile_cont(${x}, 0.5) AS median, quantile_cont(${x}, 0.99) AS q99` : ''} FROM ${table}`
  )
  return row[0] ?? {}
}

async function check(profile: TableProfile) {
  const table = `raw.${profile.table.name}`
  for (const column of profile.columns) {
    const plain = await plainFacts(table, column)
    expect(
      { missing: column.missing, distinct: column.distinct, low: column.min, high: column.max },
      column.type
    ).toEqual({ missing: plain.missing, distinct: plain.distinct_values, low: plain.low, high: plain.high })
    expect(column.top.reduce((sum, { n }) => sum + n, 0)).toBeLessThanOrEqual(column.rows - column.missing)
    if (column.distinct <= 20) expect(column.top.reduce((sum, { n }) => sum + n, 0)).toBe(column.rows - column.missing)
    if (!column.numeric) continue
    expect(column.numeric.n).toBe(plain.n)
    const at = (p: number) => column.numeric?.quantiles.find((quantile) => quantile.p === p)?.value ?? null
    near(column.numeric.mean, plain.mean as number | null)
    near(at(0.25), plain.q1 as number | null)
    near(at(0.5), plain.median as number | null)
    near(at(0.99), plain.q99 as number | null)
    if (column.histogram) expect(column.histogram.bins.reduce((sum, { n }) => sum + n, 0)).toBe(column.numeric.n)
  }
}

function near(actual: number | null, expected: number | null) {
  if (expected === null || !Number.isFinite(expected)) expect(actual).toBeNull()
  else expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))
}

const COLUMNS: Record<string, string> = {
  tiny: `(CASE WHEN hash(i) % 7 = 0 THEN NULL ELSE hash(i) % 9 END)::TINYINT`,
  huge: `hash(i)::HUGEINT * 1000000000000 * (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END)`,
  ubig: `hash(i)::UBIGINT`,
  dec: `((hash(i * 3) % 100000)::INTEGER / 100)::DECIMAL(12,2)`,
  wide_dec: `(hash(i * 5)::DECIMAL(38,6))`,
  flt: `CASE hash(i) % 11 WHEN 0 THEN 'NaN'::FLOAT WHEN 1 THEN 'inf'::FLOAT WHEN 2 THEN '-inf'::FLOAT ELSE (hash(i * 7) % 1000 / 7)::FLOAT END`,
  dbl: `CASE WHEN i % 13 = 0 THEN NULL ELSE exp((hash(i * 11) % 2000)::INTEGER / 100 - 10) END`,
  only_nan: `'NaN'::DOUBLE`,
  bool: `hash(i) % 3 = 0`,
  date: `CASE WHEN hash(i) % 17 = 0 THEN 'infinity'::DATE ELSE DATE '2015-03-01' + (hash(i) % 4000)::INTEGER END`,
  ts: `TIMESTAMP '2020-02-28 23:59:59.5' + INTERVAL 1 SECOND * (hash(i) % 100000000)::INTEGER`,
  ts_ns: `(TIMESTAMP '2020-02-28' + INTERVAL 1 HOUR * (hash(i) % 1000)::INTEGER)::TIMESTAMP_NS`,
  ts_s: `(TIMESTAMP '2020-02-28' + INTERVAL 1 DAY * (hash(i) % 1000)::INTEGER)::TIMESTAMP_S`,
  tz: `(TIMESTAMP '2020-02-28' + INTERVAL 1 DAY * (hash(i) % 300)::INTEGER)::TIMESTAMPTZ`,
  clock: `TIME '01:00:00' + INTERVAL 1 MINUTE * (hash(i) % 700)::INTEGER`,
  span: `INTERVAL 1 MINUTE * (hash(i) % 700)::INTEGER`,
  txt: `CASE hash(i) % 9 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN '   ' ELSE 'é€😀' || (hash(i) % 50)::VARCHAR END`,
  many: `'client-' || hash(i)::VARCHAR`,
  comma: `CASE WHEN i % 10 = 0 THEN 'N/A' ELSE replace(((hash(i) % 9000)::INTEGER / 8)::VARCHAR, '.', ',') END`,
  enumerated: `(CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END)::ENUM('a', 'b', 'c')`,
  uid: `(lpad(to_hex(i), 8, '0') || '-0000-4000-8000-000000000000')::UUID`,
  list: `[i % 3, NULL]`,
  struct: `{a: i % 3, b: 'x'}`,
  map: `MAP {i % 3: 'x'}`,
  fixed: `array_value(i % 3, 1)`,
  blob: `encode((hash(i) % 40)::VARCHAR)`,
  bits: `(CASE WHEN i % 2 = 0 THEN '101' ELSE '0' END)::BIT`,
  json: `('{"a":' || (i % 4)::VARCHAR || '}')::JSON`,
  none: `NULL::VARCHAR`,
  none_number: `NULL::INTEGER`
}
const EVERYTHING = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${ident(name)}`)

describe('profileTable', () => {
  test('agrees with plain SQL on every column type', async () => {
    await check(await profileOf(`SELECT ${EVERYTHING.join(', ')} FROM range(3000) r(i)`))
  })

  test('agrees with plain SQL where columns have too many values to be grouped', async () => {
    const numbers = ['huge', 'ubig', 'wide_dec', 'flt', 'dbl', 'ts', 'many', 'comma', 'date'].map(
      (name) => `${COLUMNS[name]} AS ${name}`
    )
    const profile = await profileOf(
      `SELECT i AS n, ${numbers.join(', ')}, exp(hash(i) % 700) AS skewed FROM range(120000) r(i)`
    )
    await check(profile)
    expect(profile.columns[0]?.histogram?.unit).toBe('width')
  })

  test('text dates with years of two digits, beside four or alone, are of this age', async () => {
    const day = "DATE '2024-01-01' + i::INTEGER"
    const days = (short: string) =>
      `SELECT CASE WHEN ${short} THEN strftime(${day}, '%d/%m/%y') ELSE strftime(${day}, '%d/%m/%Y') END AS d FROM range(300) t(i)`
    const first = Date.UTC(2024, 0, 1) / 1000
    for (const short of ['i % 20 = 0', 'i = 7', 'true']) {
      const { columns } = await profileOf(days(short))
      expect([columns[0]?.reading?.kind, columns[0]?.numeric?.min ?? 0, columns[0]?.numeric?.n]).toEqual([
        'date',
        first,
        300
      ])
    }
  })

  test('few rows are drawn where their bulk is, whatever code of no known meaning stands far out', async () => {
    const { columns } = await profileOf(
      `SELECT CASE WHEN i % 7 = 0 THEN 123456 + i ELSE (i * 7) % 90 / 2 END AS x, CASE WHEN i = 3 THEN DATE '1700-01-01' ELSE DATE '2024-03-01' + i::INTEGER END AS day FROM range(60) r(i)`
    )
    const bins = columns.map(({ histogram }) => histogram?.bins ?? [])
    expect(bins[0]?.at(-1)).toMatchObject({ to: null })
    expect(bins[0]?.at(-1)?.n).toBeGreaterThanOrEqual(9)
    expect(bins[0]?.at(-1)?.from).toBeLessThan(60)
    expect(bins[1]?.[0]?.from).toBe(null)
    expect(bins[1]?.length).toBeGreaterThan(5)
  })

  test('spread and skew do not hang on the first rows, empty or unlike the others', async () => {
    const late = (head: string): string =>
      `CASE WHEN i < 3000 THEN ${head} ELSE 1700000000000 + (hash(i) % 1000000)::DOUBLE + i / 120000 END`
    await check(await profileOf(`SELECT ${late('NULL')} AS empty, ${late('1700000000000')} AS even FROM range(120000) r(i)`)) // prettier-ignore
    const { columns } = await profileOf(`SELECT ${late('NULL')} AS x FROM range(120000) r(i)`)
    expect(columns[0]?.numeric?.sd).toBeCloseTo(288_675, -4)
  })

  test('agrees with plain SQL on any small table of doubles and texts', async () => {
    const cell = fc.oneof(
      fc.double(),
      fc.constantFrom(0, -0, 1e308, -1e308, 5e-324),
      fc.integer({ min: -5, max: 5 }),
      fc.constant(null)
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, fc.option(fc.string({ unit: 'grapheme', maxLength: 12 }))), { maxLength: 25 }),
        async (rows) => {
          const name = `t${made++}`
          await project.database.run(`CREATE TABLE raw.${name} (x DOUBLE, s VARCHAR)`)
          if (rows.length) {
            const params = rows.flatMap(([x, s]) => [x === null ? null : String(x), s?.replaceAll('\0', '') ?? null])
            await project.database.run(
              `INSERT INTO raw.${name} VALUES ${rows.map(() => '(?::DOUBLE, ?)').join(', ')}`,
              { params }
            )
          }
          const profile = TableProfile.parse(await profileTable(project, { schema: 'raw', name }))
          for (const column of profile.columns) {
            const plain = await plainFacts(`raw.${name}`, column)
            expect({ missing: column.missing, distinct: column.distinct, n: column.numeric?.n }).toEqual({
              missing: plain.missing,
              distinct: plain.distinct_values,
              n: plain.n
            })
            const finite = rows.flatMap(([x]) => (x !== null && Number.isFinite(x) ? [x] : [])).sort((a, b) => a - b)
            if (column.name === 'x')
              expect([column.numeric?.min, column.numeric?.max].map((end) => end ?? null)).toEqual(
                [finite[0] ?? null, finite.at(-1) ?? null].map((end) => (end === 0 ? expect.closeTo(0) : end))
              )
            if (column.histogram)
              expect(column.histogram.bins.reduce((sum, { n }) => sum + n, 0)).toBe(column.numeric?.n)
          }
        }
      ),
      { numRuns: 40 }
    )
  }, 60_000)

  test('tells zero rows, no values and constants', async () => {
    const empty = await profileOf(`SELECT ${EVERYTHING.join(', ')} FROM range(0) r(i)`)
    expect(empty.rows).toBe(0)
    expect(
      empty.columns.every(
        ({ semantic, missing, distinct }) => semantic.kind === 'empty' && missing === 0 && distinct === 0
      )
    ).toBe(true)
    const one = await profileOf(`SELECT 7 AS seven, NULL::DATE AS never FROM range(30)`)
    expect(one.columns.map(({ semantic, constant }) => [semantic.kind, constant])).toEqual([
      ['constant', true],
      ['empty', false]
    ])
    expect(one.duplicateRows).toBe(29)
  })

  test('keeps hostile names apart and harmless', async () => {
    const names = [
      '__proto__',
      'constructor',
      'a""); DROP TABLE raw.safe; --',
      `it's`,
      ' ',
      'é"x',
      'v',
      'n',
      'h',
      'id',
      'x',
      'value'
    ]
    await project.database.run('CREATE TABLE raw.safe AS SELECT 1 AS a')
    const profile = await profileOf(
      `SELECT ${names.map((name, place) => `i % ${place + 2} AS ${ident(name)}`).join(', ')} FROM range(60) r(i)`
    )
    expect(profile.columns.map(({ name, distinct }) => [name, distinct])).toEqual(
      names.map((name, place) => [name, place + 2])
    )
    await check(profile)
    expect(await project.rows('SELECT a FROM raw.safe')).toEqual([{ a: 1 }])
  })

  test('counts duplicate rows, gaps included, as grouping does', async () => {
    const profile = await profileOf(
      `SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE i % 5 END AS a, (i % 2)::VARCHAR AS b, [i % 2] AS c FROM range(500) r(i)`
    )
    const plain = await project.rows<{ n: number }>(
      `SELECT sum(n - 1)::BIGINT AS n FROM (SELECT count(*) AS n FROM raw.${profile.table.name} GROUP BY a, b, c)`
    )
    expect(profile.duplicateRows).toBe(plain[0]?.n)
    expect(profile.duplicateRows).toBeGreaterThan(0)
  })

  test('every figure’s evidence runs and gives the profile’s own number', async () => {
    const profile = await profileOf(`SELECT ${EVERYTHING.join(', ')} FROM range(400) r(i)`)
    const table = await resolveTable(project, profile.table)
    for (const column of profile.columns) {
      for (const { figure, evidence } of columnEvidence(table, column)) {
        const rows = await project.rows<Record<string, never>>(evidence.sql)
        if (figure === 'missing') expect(rows[0]?.value).toBe(column.missing)
        if (figure === 'distinct') expect(rows[0]?.value).toBe(column.distinct)
        const isDate = column.family === 'date' || column.reading?.kind === 'date'
        if (figure === 'mean' && !isDate) near(column.numeric?.mean ?? null, rows[0]?.value ?? null)
        // Of dates a day and time, to the second.
        if (figure === 'mean' && isDate && column.numeric?.mean != null)
          expect(Math.abs(Date.parse(`${rows[0]?.value}Z`) / 1000 - column.numeric.mean), column.name).toBeLessThan(1)
        if (figure === 'quantiles' && isDate && column.numeric?.quantiles.length)
          expect(String((rows[0]?.value as unknown as string[])[0])).toMatch(/^\d{4}-\d\d-\d\d /)
        if (figure === 'histogram') expect(rows.reduce((sum, { n }) => sum + Number(n), 0)).toBe(column.numeric?.n)
        await project.rows(`SELECT count(*) AS n FROM (${evidence.rowsSql})`)
      }
    }
    expect((await project.rows(tableEvidence(table).duplicateRows.sql))[0]?.value).toBe(profile.duplicateRows)
  })

  test('streams columns in order, stops when asked, and remembers a finished profile', async () => {
    const name = `t${made++}`
    await project.database.run(
      `CREATE TABLE raw.${name} AS SELECT i, hash(i) AS h, random() AS x FROM range(300000) r(i)`
    )
    const stop = new AbortController()
    const seen: string[] = []
    const stopped = profileTable(
      project,
      { schema: 'raw', name },
      {
        signal: stop.signal,
        onColumn: (column) => {
          seen.push(column.name)
          stop.abort()
        }
      }
    )
    await expect(stopped).rejects.toMatchObject({ data: { kind: 'cancelled' } })
    expect(seen).toEqual(['i'])
    const first = await profileTable(project, { schema: 'raw', name })
    expect(await profileTable(project, { schema: 'raw', name })).toBe(first)
    await project.database.run(`INSERT INTO raw.${name} VALUES (1, 1, 1)`)
    expect((await profileTable(project, { schema: 'raw', name })).rows).toBe(300001)
  })
})
