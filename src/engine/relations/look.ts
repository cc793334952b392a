import type { ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import { hidesRowid, ident } from '../sql'
import type { Table } from '../tables'
import { isNumber } from './key-sql'
import { namesKey, saysKey, sharedPrefix } from './names'

/** What one pass over a table tells of a column; enough to leave most of them out. */
export interface ColumnLook {
  table: Table
  column: ColumnInfo
  place: number
  present: number
  /** Distinct values: of a large table an estimate (HyperLogLog), a fifth off at most or so; 0 where `use` is `none`. */
  about: number
  /** Ends of a number; null for texts. */
  low: number | null
  high: number | null
  /** Ends of whole numbers, also where they are written as text: of a sample then. */
  span: readonly [number, number] | null
  /** Share of sampled values that are whole numbers without sign. */
  digits: number
  length: number
  words: number
  /** Share of sampled values that hold a digit. */
  digited: number
  /** Every value is written with as many characters. */
  even: boolean
  /** Share of sampled texts that are a month, a quarter or a week of a year. */
  periods: number
  /** The name without what it shares with all columns of its table. */
  called: string
  /** The name says that it identifies. */
  named: boolean
  /** It says so by a word, not only by being that of its table. */
  says: boolean
  /** `key`: may identify or refer alone; `part`: only with others (dates); `none`: measures, booleans, free text. */
  use: 'key' | 'part' | 'none'
}

const SAMPLE = 6_000
const BATCH = 200
/** Rows up to which distinct values are counted: estimates of few values err the most. */
const COUNTED_ROWS = 50_000

/** Looks at every column of a table: one full pass for counts, one over a sample for the shape of the texts. */
export async function lookAtTable(connection: Connection, table: Table, signal?: AbortSignal): Promise<ColumnLook[]> {
  const looks: ColumnLook[] = []
  const prefix = sharedPrefix(table.columns.map(({ name }) => name))
  const columns = table.columns.filter(({ type }) => isNumber(type) || isText(type) || isDay(type))
  for (let first = 0; first < columns.length; first += BATCH) {
    const batch = columns.slice(first, first + BATCH)
    const [shape = {}] = await connection.rows<Row>(shapeSql(table, batch), { signal })
    const counted = batch.map(({ type }, index) => mayIdentify(type, shapeOf(shape, index)))
    const [facts = {}] = await connection.rows<Row>(factsSql(table, batch, counted), { signal })
    for (const [index, column] of batch.entries()) looks.push(read({ table, column, prefix }, index, facts, shape))
  }
  return looks
}

type Row = Record<string, number | null>

/** The condition that keeps about so many rows, at a regular stride; always the same ones. */
export function strideSql(table: Table, rows: number): string {
  const stride = Math.floor(table.rows / rows)
  // A column of the user's called rowid hides the place of the rows: then all of them are read.
  return stride < 2 || hidesRowid(table.columns) ? 'true' : `rowid % ${stride} = 0`
}

/** Distinct values are the dear part: they are left out where `counted` says that nothing asks for them. */
function factsSql(table: Table, columns: readonly ColumnInfo[], counted: readonly boolean[]): string {
  const terms = columns.flatMap(({ name, type }, index) => [
    `count(${ident(name)}) AS present${index}`,
    ...(counted[index]
      ? [`${table.rows > COUNTED_ROWS ? 'approx_count_distinct(' : 'count(DISTINCT '}${ident(name)}) AS about${index}`]
      : []),
    ...(isNumber(type)
      ? [`min(${ident(name)})::DOUBLE AS low${index}`, `max(${ident(name)})::DOUBLE AS high${index}`]
      : [])
  ])
  return `SELECT ${terms.join(',\n  ')}\nFROM ${table.sql}`
}

const PERIOD =
  '(19|20)\\d\\d[-/. ]?\\p{L}?\\d{1,2}|\\p{L}?\\d{1,2}[-/. ](19|20)\\d\\d|\\p{L}{3,10}[. ]{1,2}(19|20)\\d\\d'

function shapeSql(table: Table, columns: readonly ColumnInfo[]): string {
  const terms = columns.flatMap(({ name, type }, index) => {
    if (!isText(type)) return []
    const cell = `trim(CAST(${ident(name)} AS VARCHAR))`
    const share = (pattern: string): string =>
      `avg(CASE WHEN ${ident(name)} IS NOT NULL THEN regexp_full_match(${cell}, '${pattern}')::INTEGER END)`
    return [
      `${share('\\d+')} AS digits${index}`,
      `${share('[-+]?\\d*[.,]\\d+')} AS decimals${index}`,
      `${share('\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*')} AS days${index}`,
      `${share(PERIOD)} AS periods${index}`,
      `avg(length(${cell})) AS length${index}`,
      `avg(CASE WHEN ${ident(name)} IS NOT NULL THEN regexp_matches(${cell}, '\\d')::INTEGER END) AS digited${index}`,
      `min(TRY_CAST(${cell} AS BIGINT))::DOUBLE AS least${index}`,
      `max(TRY_CAST(${cell} AS BIGINT))::DOUBLE AS greatest${index}`,
      `(min(length(${cell})) = max(length(${cell})))::INTEGER AS even${index}`,
      `avg(length(${cell}) - length(replace(${cell}, ' ', '')) + 1) AS words${index}`
    ]
  })
  return `SELECT count(*) AS sampled${terms.map((term) => `,\n  ${term}`).join('')}\nFROM ${table.sql} WHERE ${strideSql(table, SAMPLE)}`
}

function read(
  { table, column, prefix }: { table: Table; column: ColumnInfo; prefix: string },
  index: number,
  facts: Row,
  shape: Row
): ColumnLook {
  const number = isNumber(column.type)
  const of = (row: Row, name: string): number => Number(row[`${name}${index}`] ?? 0)
  const ends = number
    ? [facts[`low${index}`], facts[`high${index}`]]
    : [shape[`least${index}`], shape[`greatest${index}`]]
  const digits = number ? 1 : of(shape, 'digits')
  const span = ends[0] == null || ends[1] == null || digits < 0.95 ? null : ([ends[0], ends[1]] as const)
  const [low, high] = number ? [facts[`low${index}`] ?? null, facts[`high${index}`] ?? null] : [null, null]
  const look = {
    table,
    column,
    place: table.columns.indexOf(column),
    present: of(facts, 'present'),
    about: of(facts, 'about'),
    low,
    high,
    digited: number ? 1 : of(shape, 'digited'),
    even: number ? String(low).length === String(high).length : of(shape, 'even') === 1,
    called: column.name.slice(prefix.length),
    span,
    digits,
    length: of(shape, 'length'),
    words: of(shape, 'words'),
    periods: of(shape, 'periods'),
    named: namesKey(column.name.slice(prefix.length), table.ref.name),
    says: saysKey(column.name.slice(prefix.length))
  }
  return { ...look, use: useOf(look, shapeOf(shape, index)) }
}

type Shape = Record<'decimals' | 'days' | 'length' | 'words', number>

function shapeOf(row: Row, index: number): Shape {
  const of = (name: string): number => Number(row[`${name}${index}`] ?? 0)
  return { decimals: of('decimals'), days: of('days'), length: of('length'), words: of('words') }
}

function useOf({ column, present }: Omit<ColumnLook, 'use'>, shape: Shape): ColumnLook['use'] {
  if (!present || !mayIdentify(column.type, shape)) return 'none'
  return isDay(column.type) || shape.days > 0.8 ? 'part' : 'key'
}

/** Whether a column may identify or refer, alone or with others, by its type and the shape of its values. */
function mayIdentify(type: string, { decimals, days, length, words }: Shape): boolean {
  if (isDay(type) || days > 0.8) return true
  if (isFloating(type) || decimals > 0.8) return false
  return length <= 64 && (length <= 25 || words <= 4)
}

function isFloating(type: string): boolean {
  return /^(FLOAT|DOUBLE)$/.test(type) || /^DECIMAL\(\d+,\s*[1-9]\d*\)$/.test(type)
}

function isText(type: string): boolean {
  return type === 'VARCHAR' || type === 'UUID' || type.startsWith('ENUM(')
}

function isDay(type: string): boolean {
  return /^(DATE|TIMESTAMP.*)$/.test(type)
}
