import fc from 'fast-check'

/** A value as SQL writes it, and where it stands among the others of its column: equal orders are equal values. */
export type Cell = { sql: string; order: bigint | number | string }
/** A column of any type that a project may hold; null is a missing value. */
export type AnyColumn = { name: string; type: string; cells: (Cell | null)[] }

const DAY = 86_400_000_000n

/** Values of each type: a few that come again, the ends of the type, and what is easily read wrong. */
const CELLS: Record<string, fc.Arbitrary<Cell>> = {
  BOOLEAN: fc.boolean().map((yes) => ({ sql: String(yes), order: yes ? 1 : 0 })),
  ...Object.fromEntries(
    Object.entries({ TINYINT: 8n, SMALLINT: 16n, INTEGER: 32n, BIGINT: 64n, HUGEINT: 128n }).flatMap(([name, bits]) => [
      [name, whole(name, -(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n)],
      [`U${name}`, whole(`U${name}`, 0n, 2n ** bits - 1n)]
    ])
  ),
  'DECIMAL(9,2)': decimal(9, 2),
  'DECIMAL(38,10)': decimal(38, 10),
  FLOAT: floating('FLOAT', 3.4028234663852886e38).map(({ order, ...rest }) => ({ ...rest, order: single(order) })),
  DOUBLE: floating('DOUBLE', 1e150),
  VARCHAR: fc
    .oneof(
      fc.constantFrom('Été', 'Ete', 'é', 'e\u0301', '', ' ', '  ', "l'an", 'x"y', '😀', 'İ', '\u00a0', 'a\nb', 'a\tb'),
      fc.constantFrom('NULL', 'NaN', '=1+1', '<b>', '%', '_', '__proto__', '\u202e', '0', '00', '1,5', 'x'.repeat(300)),
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\0', ''))
    )
    .map((text) => ({ sql: quoted(text), order: bytesOf(text) })),
  DATE: fc
    .oneof(fc.integer({ min: 19_000, max: 19_005 }), fc.constantFrom(-719_528, -719_529, 2_932_896, 0, -1, 11_016))
    .map((days) => ({ sql: `(DATE '1970-01-01' + (${days})::INTEGER)`, order: days })),
  TIME: fc
    .oneof(
      fc.integer({ min: 0, max: 5 }).map((hours) => BigInt(hours) * 3_600_000_000n),
      fc.constantFrom(DAY - 1n)
    )
    .map((micros) => ({ sql: `(TIME '00:00:00' + to_microseconds(${micros}))`, order: micros })),
  ...moments('TIMESTAMP', 1n),
  ...moments('TIMESTAMP_S', 1_000_000n),
  ...moments('TIMESTAMP_MS', 1_000n),
  ...moments('TIMESTAMP_NS', 1n),
  ...moments('TIMESTAMP WITH TIME ZONE', 1n, (sql) => `(${sql} AT TIME ZONE 'UTC')`),
  // Of one sign: SQL itself does not agree on the order of a month less a day.
  INTERVAL: fc
    .tuple(fc.constantFrom(1, -1), fc.nat(2), fc.constantFrom(0, 1, 30), fc.constantFrom(0, 1, 86_400_000_000))
    .map(([sign, months, days, micros]) => ({
      sql: `(to_months(${sign * months}) + to_days(${sign * days}) + to_microseconds(${sign * micros}))`,
      order: (months * 30 + days) * 86_400_000_000 * sign + micros * sign + 0
    })),
  UUID: fc
    .oneof(fc.constantFrom('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'), fc.uuid())
    .map((text) => ({ sql: `${quoted(text)}::UUID`, order: text })),
  BLOB: fc.uint8Array({ maxLength: 3 }).map((bytes) => {
    const hex = Buffer.from(bytes).toString('hex')
    return { sql: `unhex('${hex}')`, order: hex }
  }),
  "ENUM('z', 'a', 'É')": fc
    .constantFrom(...['z', 'a', 'É'].entries())
    .map(([order, text]) => ({ sql: quoted(text), order })),
  'INTEGER[]': fc
    .array(fc.constantFrom('1', '2', 'NULL'), { maxLength: 2 })
    .map((list) => ({ sql: `[${list.join(', ')}]::INTEGER[]`, order: list.join() })),
  'STRUCT(a INTEGER, b VARCHAR)': fc
    .tuple(fc.constantFrom('1', 'NULL'), fc.constantFrom("'x'", "''", 'NULL'))
    .map(([a, b]) => ({ sql: `{a: ${a}, b: ${b}}`, order: `${a},${b}` }))
}

export const TYPES = Object.keys(CELLS)

/** Types whose values SQL puts in an order that this file does not tell. */
export const UNORDERED = TYPES.filter((type) => /^STRUCT|\]$/.test(type))

/** A column of every type, with as many rows as said, some of them missing. */
export function anyTable(rows: number): fc.Arbitrary<AnyColumn[]> {
  return fc
    .tuple(
      ...TYPES.map((type) =>
        fc.array(fc.option(CELLS[type] ?? fc.constant(null), { freq: 4 }), { minLength: rows, maxLength: rows })
      )
    )
    .map((columns) => [
      ...columns.map((cells, place) => ({ name: `c "${place}"`, type: TYPES[place] ?? '', cells })),
      { name: 'c none', type: 'VARCHAR', cells: Array.from({ length: rows }, () => null) }
    ])
}

/** The statements that make a table of these columns behind `id`, the place of each row. */
export function createSql(table: string, columns: readonly AnyColumn[]): string[] {
  const rows = columns[0]?.cells.map((_, row) => `(${row}, ${columns.map(({ cells }) => cells[row]?.sql ?? 'NULL')})`)
  const types = columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${type}`)
  const create = `CREATE OR REPLACE TABLE ${table} (id INTEGER, ${types.join(', ')})`
  return rows?.length ? [create, `INSERT INTO ${table} VALUES ${rows.join(', ')}`] : [create]
}

/** Ascending; NaN is the greatest of all numbers, as in SQL. */
export function compareCells(a: Cell, b: Cell): number {
  if (Number.isNaN(a.order) || Number.isNaN(b.order))
    return Number(Number.isNaN(a.order)) - Number(Number.isNaN(b.order))
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0
}

function whole(type: string, min: bigint, max: bigint): fc.Arbitrary<Cell> {
  const few = [0n, 1n, 2n, 3n, -1n, min, max, max - 1n].filter((value) => value >= min && value <= max)
  return fc
    .oneof(fc.constantFrom(...few), fc.bigInt({ min, max }))
    .map((order) => ({ sql: `'${order}'::${type}`, order }))
}

function decimal(digits: number, scale: number): fc.Arbitrary<Cell> {
  const most = 10n ** BigInt(digits) - 1n
  return fc
    .oneof(fc.constantFrom(0n, 1n, -1n, 10n ** BigInt(scale), most, -most), fc.bigInt({ min: -most, max: most }))
    .map((order) => ({ sql: `(${order}::HUGEINT * 1::HUGEINT)`, order }))
    .map(({ order }) => {
      const figures = String(order < 0n ? -order : order).padStart(scale + 1, '0')
      const written = `${order < 0n ? '-' : ''}${figures.slice(0, -scale)}.${figures.slice(-scale)}`
      return { sql: `'${written}'::DECIMAL(${digits},${scale})`, order }
    })
}

function floating(type: string, most: number): fc.Arbitrary<Cell & { order: number }> {
  return fc
    .oneof(
      fc.constantFrom(0, -0, 0.5, 0.1, -1, 3, NaN, Infinity, -Infinity, most, -most, 1e-30),
      fc.integer({ min: -300, max: 300 }).map((value) => value / 8)
    )
    .map((value) => ({ sql: `'${Object.is(value, -0) ? '-0.0' : value}'::${type}`, order: value + 0 }))
}

const single = (value: number): number => Math.fround(value)

function moments(type: string, step: bigint, as = (sql: string) => sql): Record<string, fc.Arbitrary<Cell>> {
  const at = fc.oneof(
    fc.integer({ min: 0, max: 5 }).map((days) => 1_709_164_800_000_000n + BigInt(days) * DAY),
    fc.constantFrom(1_711_846_800_000_000n, 1_729_987_200_000_000n, -1_000_000n, 0n, 951_782_399_999_000n)
  )
  return {
    [type]: at.map((micros) => {
      const order = (micros / step) * step
      return { sql: as(`make_timestamp(${order})`), order }
    })
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Texts stand in the order of their UTF-8 bytes. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}
