import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'

/** Numbers looked at, rows that tell, and their share that a number must follow from two others in. */
const MOST_NUMBERS = 8
const ENOUGH = 30
const MOST_ROWS = 1000
const FOLLOWS = 0.9
/** Decimals that a number may be rounded to. */
const DECIMALS = 3

/** How a number may follow from two others; a share is written as such or in hundredths. */
const WAYS: readonly ((a: number, b: number) => number)[] = [
  (a, b) => a * b,
  (a, b) => a + b,
  (a, b) => a - b,
  (a, b) => b - a,
  (a, b) => a / b,
  (a, b) => b / a,
  (a, b) => (100 * a) / b,
  (a, b) => (100 * b) / a,
  // Hours beside times of the day, which are in minutes.
  (a, b) => a + 60 * b,
  (a, b) => b + 60 * a,
  (a, b) => a - 60 * b,
  (a, b) => b - 60 * a,
  (a, b) => (a - b) / 60,
  (a, b) => (b - a) / 60
]

/**
 * The numbers that follow from two others by one operation, as an amount from a price and a quantity: where these agree, it does too. Of
 * numbers that follow from one another one is left out, the others stay. Seen on some rows.
 */
export async function computedColumns(context: DetectorContext): Promise<ReadonlySet<string>> {
  const numbers = columnsWhere(context, ({ family, reading, distinct }) => (family in UNITS || (reading?.kind === 'date')) && distinct > 2).slice(0, MOST_NUMBERS) // prettier-ignore
  if (numbers.length < 3) return new Set()
  const { sql } = await context.sample()
  const cells = numbers.map((column, at) => `${valueSql(column)} AS c${at}`)
  const rows = await context.rows<Record<string, number | null>>(`SELECT ${cells.join(', ')} FROM ${sql} LIMIT ${MOST_ROWS}`) // prettier-ignore
  const values = numbers.map((_, at) => rows.map((row) => row[`c${at}`] ?? null))
  const computed = new Set<ColumnProfile>()
  // Those of most values first: a product has more of them than what it is made of.
  const places = numbers.map((_, at) => at).sort((x, y) => (numbers[y]?.distinct ?? 0) - (numbers[x]?.distinct ?? 0))
  for (const at of places) {
    const others = places.filter((one) => one !== at && !computed.has(numbers[one] as ColumnProfile))
    const made = others.some((a, i) =>
      others
        .slice(i + 1)
        .some((b) => WAYS.some((way) => follows(values[at] ?? [], values[a] ?? [], values[b] ?? [], way)))
    )
    if (made) computed.add(numbers[at] as ColumnProfile)
  }
  return new Set([...computed].map(({ name }) => name))
}

/** Seconds of what is counted: a time of the day in minutes, a date in days, as durations are. */
const UNITS: Readonly<Record<string, number>> = { number: 1, time: 60, date: 86_400 }

function valueSql({ name, type, reading, family }: ColumnProfile): string {
  if (family === 'number') return `TRY_CAST(${ident(name)} AS DOUBLE)`
  const seconds = measureSql(ident(name), type, reading)
  return seconds ? `(${seconds} / ${UNITS[family] ?? UNITS.date})::DOUBLE` : 'NULL::DOUBLE'
}

type Values = readonly (number | null)[]

/** Whether a number is what an operation makes of two others, as far as it is rounded. */
function follows(whole: Values, left: Values, right: Values, way: (a: number, b: number) => number): boolean {
  const slack = 0.51 * 10 ** -decimalsOf(whole)
  let [n, held] = [0, 0]
  for (const [row, value] of whole.entries()) {
    const [a, b] = [left[row] ?? null, right[row] ?? null]
    if (value === null || a === null || b === null) continue
    n++
    const made = way(a, b)
    if (Math.abs(made - value) <= slack + 1e-9 * Math.abs(value)) held++
    // Most operations are given up after a few rows.
    if (n === ENOUGH && held < FOLLOWS * n) return false
  }
  return n >= ENOUGH && held >= FOLLOWS * n
}

function decimalsOf(values: Values): number {
  const known = values.filter((value) => value !== null)
  for (let decimals = 0; decimals < DECIMALS; decimals++)
    if (known.every((value) => Math.abs(value - Number(value.toFixed(decimals))) < 1e-9)) return decimals
  return DECIMALS
}
