import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../index'
import { stackSql } from '../sources'
import { planColumn, type ColumnMeeting } from './plan-columns'
import { shareTypes } from './share-types'

let folder: string
let engine: Engine
let tables = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chantier-share-'))
  engine = createEngine({ folder, settings: folder })
  await engine.client.project.create({ name: 'essai' })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const whole = (min: bigint, max: bigint): fc.Arbitrary<string> =>
  fc
    .oneof(fc.constantFrom(min, max), fc.bigInt({ min, max }), fc.bigInt({ min: min < 0n ? -9n : 0n, max: 9n }))
    .map(String)
const decimal = (width: number, scale: number): fc.Arbitrary<string> =>
  whole(1n - 10n ** BigInt(width), 10n ** BigInt(width) - 1n).map((digits) => {
    const plain = digits.replace('-', '').padStart(scale + 1, '0')
    const point = scale ? `${plain.slice(0, -scale)}.${plain.slice(-scale)}` : plain
    return digits.startsWith('-') ? `-${point}` : point
  })
const moment = (digits: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.date({ min: new Date('1700-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      fc.nat(999_999_999)
    )
    .map(
      ([day, part]) =>
        `${day.toISOString().slice(0, 19).replace('T', ' ')}${digits ? `.${String(part).padStart(9, '0').slice(0, digits)}` : ''}`
    )
const double = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0.1, 1e300, 5e-324, NaN, -0)).map((n) => String(n))

/** Values as DuckDB reads them from text, by type. */
const VALUES: Record<string, fc.Arbitrary<string>> = {
  TINYINT: whole(-128n, 127n),
  UTINYINT: whole(0n, 255n),
  SMALLINT: whole(-(2n ** 15n), 2n ** 15n - 1n),
  USMALLINT: whole(0n, 2n ** 16n - 1n),
  INTEGER: whole(-(2n ** 31n), 2n ** 31n - 1n),
  UINTEGER: whole(0n, 2n ** 32n - 1n),
  BIGINT: whole(-(2n ** 63n), 2n ** 63n - 1n),
  UBIGINT: whole(0n, 2n ** 64n - 1n),
  HUGEINT: whole(-(2n ** 127n), 2n ** 127n - 1n),
  UHUGEINT: whole(0n, 2n ** 128n - 1n),
  FLOAT: fc.float().map(String),
  DOUBLE: double,
  'DECIMAL(4,1)': decimal(4, 1),
  'DECIMAL(18,1)': decimal(18, 1),
  'DECIMAL(18,2)': decimal(18, 2),
  'DECIMAL(38,0)': decimal(38, 0),
  'DECIMAL(38,30)': decimal(38, 30),
  DATE: fc.oneof(
    moment(0).map((at) => at.slice(0, 10)),
    fc.constantFrom('infinity', '0001-01-01', '9999-12-31')
  ),
  TIMESTAMP_S: moment(0),
  TIMESTAMP_MS: moment(3),
  TIMESTAMP: fc.oneof(moment(6), fc.constant('9999-12-31 23:59:59.999999')),
  TIMESTAMP_NS: moment(9),
  'TIMESTAMP WITH TIME ZONE': moment(6).map((at) => `${at}+00`),
  TIME: moment(6).map((at) => at.slice(11)),
  BOOLEAN: fc.constantFrom('true', 'false'),
  UUID: fc.uuid(),
  VARCHAR: fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\0', ''))
}
const TYPES = Object.keys(VALUES)
const PAIRS = TYPES.flatMap((one) => TYPES.map((other) => [one, other] as const)).filter(
  ([one, other]) => one !== other
)

/** Stacks two tables whose columns have these types and texts, as a delivery does, and answers the types of the result. */
async function stacked(types: readonly (readonly [string, string])[], values: readonly (readonly [Cells, Cells])[]) {
  const { project } = engine.session
  const number = tables++
  const literal = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)
  const sides = [0, 1].map((side) => ({
    table: `t${number}_${side}`,
    columns: types.map((pair, place) => ({ name: `c${place}`, source: `c${place}`, type: pair[side as 0 | 1] }))
  })) as unknown as Parameters<typeof shareTypes>[2]
  for (const [side, { table, columns }] of sides.entries()) {
    const cells = columns.map(
      ({ name, type }, place) =>
        `unnest([${(values[place]?.[side as 0 | 1] ?? []).map(literal).join(', ')}]::VARCHAR[])::${type} AS ${name}`
    )
    await project.database.run(`CREATE TABLE raw.${table} AS SELECT ${cells.join(', ')}`)
  }
  const meetings: ColumnMeeting[] = types.map(([before, arriving], place) => ({
    name: `c${place}`,
    before: { type: before, step: null },
    arriving: { type: arriving, reading: null }
  }))
  const shared = await shareTypes(project, meetings, sides)
  const plans = new Map(meetings.map((one) => [one.name, planColumn(one, shared.get(one.name))]))
  const { sql, columns } = await stackSql(project, sides, null, plans)
  const whole = `w${number}`
  await project.database.run(`CREATE TABLE raw.${whole} AS ${sql}`)
  return { sides, whole, types: columns.map(({ type }) => type) }
}
type Cells = readonly (string | null)[]

test('every value of both sides comes back exactly, whatever the two types', async () => {
  const cells = (type: string): fc.Arbitrary<Cells> =>
    fc.array(fc.option(VALUES[type] ?? fc.constant(null), { freq: 4 }), { minLength: 3, maxLength: 3 })
  const columns = fc.tuple(...PAIRS.map(([one, other]) => fc.tuple(cells(one), cells(other))))
  for (const values of fc.sample(columns, 1)) {
    const { sides, whole } = await stacked(PAIRS, values)
    for (const [side, { table, columns: own }] of sides.entries()) {
      const given = await cellsOf(`raw.${table}`, own.map(({ name }) => name)) // prettier-ignore
      const back = own.map(({ name, type }) => `TRY_CAST(${name} AS ${type})`)
      const found = await cellsOf(`raw.${whole} WHERE rowid // 3 = ${side}`, back)
      const lost = PAIRS.filter((_, place) => given.some((row, at) => row[place] !== found[at]?.[place]))
      expect([given.length, found.length, lost]).toEqual([3, 3, []])
    }
  }
})

async function cellsOf(from: string, cells: string[]): Promise<(string | null)[][]> {
  const rows = await engine.session.project.rows<{ cells: (string | null)[] }>(
    `SELECT [${cells.map((cell) => `${cell}::VARCHAR`).join(', ')}] AS cells FROM ${from} ORDER BY rowid`
  )
  return rows.map(({ cells: found }) => found)
}

describe('the type that both sides have', () => {
  test.each<[string, Cells, string, Cells, string]>([
    ['INTEGER', ['1'], 'BIGINT', ['2'], 'BIGINT'],
    ['UINTEGER', ['1'], 'INTEGER', ['-2'], 'BIGINT'],
    ['UBIGINT', ['1'], 'BIGINT', ['-2'], 'HUGEINT'],
    ['BIGINT', ['1'], 'DECIMAL(18,1)', ['2.5'], 'DECIMAL(21,1)'],
    ['DECIMAL(18,1)', ['1.5'], 'DECIMAL(18,2)', ['2.25'], 'DECIMAL(19,2)'],
    ['DOUBLE', ['0.1'], 'DECIMAL(18,2)', ['2.25'], 'DOUBLE'],
    ['DOUBLE', ['0.1'], 'DECIMAL(18,2)', ['9999999999999999.99'], 'VARCHAR'],
    ['DOUBLE', ['0.1'], 'BIGINT', ['9007199254740993'], 'VARCHAR'],
    ['FLOAT', ['0.1'], 'INTEGER', ['5'], 'DOUBLE'],
    ['DATE', ['2024-01-02'], 'TIMESTAMP', ['2024-01-02 03:04:05'], 'TIMESTAMP'],
    ['DATE', ['2024-01-02'], 'BIGINT', ['1'], 'VARCHAR'],
    ['TIMESTAMP', ['2024-01-02 00:00:00'], 'TIMESTAMP WITH TIME ZONE', ['2024-01-02 00:00:00+00'], 'VARCHAR'],
    ['BIGINT', ['1'], 'VARCHAR', [null], 'BIGINT'],
    ['VARCHAR', [null], 'DOUBLE', ['1.5'], 'DOUBLE'],
    ['VARCHAR', ['12'], 'BIGINT', ['1'], 'VARCHAR']
  ])('%s %s, then %s %s: %s', async (one, values, other, others, expected) => {
    expect((await stacked([[one, other]], [[values, others]])).types).toEqual([expected])
  })
})
