import type { ColumnInfo, ColumnReading, DeliveryDiff, TextReading } from '../../contract'
import { castSql } from '../import'
import { ident } from '../sql'

/** A column of both tables: its name in the source and in the delivery, and SQL of its value in each, comparable. */
export interface ColumnPair {
  name: string
  arriving: string
  before: string
  after: string
}

/** One side of a comparison: its raw columns, and how those kept as text are read. */
export interface ComparedSide {
  table: string
  columns: readonly ColumnInfo[]
  readings: readonly Pick<ColumnReading, 'name' | 'reading'>[]
}

/**
 * The columns that both sides have, those renamed included. Values are compared as they stand where both sides hold the
 * same type read in the same way; else by what they mean (`10,5` in a text is `10.5`), and a text that cannot be read so
 * as it is written.
 */
export function pairColumns(
  { kept, renamed }: Pick<DeliveryDiff['columns'], 'kept' | 'renamed'>,
  before: ComparedSide,
  arriving: ComparedSide
): ColumnPair[] {
  const old = new Map(before.columns.map((column) => [column.name, column.type]))
  const now = new Map(arriving.columns.map((column) => [column.name, column.type]))
  const loose = new Map([...now.keys()].reverse().map((name) => [name.toLowerCase(), name]))
  const others = [
    ...kept.map((name) => [name, now.has(name) ? name : (loose.get(name.toLowerCase()) ?? name)] as const),
    ...renamed.map(({ from, to }) => [from, to] as const)
  ]
  const readingsOf = ({ readings }: ComparedSide): Map<string, TextReading | undefined> =>
    new Map(readings.map(({ name, reading }) => [name, reading]))
  const [read, readNow] = [readingsOf(before), readingsOf(arriving)]
  return others.map(([name, other]) => ({
    name,
    arriving: other,
    ...comparable(
      { name, type: old.get(name) ?? 'VARCHAR', reading: read.get(name) },
      { name: other, type: now.get(other) ?? 'VARCHAR', reading: readNow.get(other) }
    )
  }))
}

interface Column {
  name: string
  type: string
  reading: TextReading | undefined
}

function comparable(old: Column, now: Column): Pick<ColumnPair, 'before' | 'after'> {
  const isSame = old.type === now.type
  if (isSame && (old.type !== 'VARCHAR' || JSON.stringify(old.reading) === JSON.stringify(now.reading)))
    return { before: ident(old.name), after: ident(now.name) }
  const meanings = [meaningOf(old), meaningOf(now)] as const
  const type = commonType(...meanings)
  const exact = meanings.every((meaning) => meaning === 'whole' || meaning === 'decimal')
  const sql = (column: Column): string => {
    const written = `CAST(${ident(column.name)} AS VARCHAR)`
    if (type === null) return written
    const value = valueSql(column)
    // Digits beyond those of a double count: whole numbers and decimals meet as they are written, without zeros at the end.
    if (exact) return `coalesce(${plainDigitsSql(`CAST(${value} AS VARCHAR)`)}, ${written})`
    return `coalesce(CAST(try_cast(${value} AS ${type}) AS VARCHAR), ${written})`
  }
  return { before: sql(old), after: sql(now) }
}

/** The value that a column means; one that is read as yes and no may stand as numbers. */
function valueSql({ name, type, reading }: Column): string {
  if (reading && type === 'VARCHAR') return castSql(reading, ident(name))
  return reading?.kind === 'boolean' && type !== 'BOOLEAN'
    ? castSql(reading, `CAST(${ident(name)} AS VARCHAR)`)
    : ident(name)
}

/** `decimal` is exact, `number` a double. */
type Meaning = 'whole' | 'decimal' | 'number' | 'day' | 'moment' | 'truth' | null

function meaningOf({ type, reading }: Column): Meaning {
  if (type === 'BOOLEAN' || reading?.kind === 'boolean') return 'truth'
  if (type === 'VARCHAR') {
    if (reading?.kind === 'integer') return 'whole'
    if (reading?.kind === 'number') return reading.decimals === undefined ? 'number' : 'decimal'
    if (reading?.kind === 'date') return 'day'
    return reading?.kind === 'timestamp' ? 'moment' : null
  }
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'whole'
  if (type.startsWith('DECIMAL(')) return 'decimal'
  if (type === 'DOUBLE' || type === 'FLOAT') return 'number'
  if (type === 'DATE') return 'day'
  return type.startsWith('TIMESTAMP') ? 'moment' : null
}

/** A type that holds what two columns mean; null where their texts are all that can be compared. */
function commonType(one: Meaning, other: Meaning): string | null {
  const both = [one, other]
  const numbers: readonly Meaning[] = ['whole', 'decimal', 'number']
  if (both.every((meaning) => numbers.includes(meaning))) return 'DOUBLE'
  if (both.every((meaning) => meaning === 'truth')) return 'BOOLEAN'
  return both.every((meaning) => meaning === 'day' || meaning === 'moment') ? 'TIMESTAMP' : null
}

/** The text of an exact number without zeros at the end of its decimals. */
function plainDigitsSql(text: string): string {
  return `regexp_replace(${text}, '\\.0*$|(\\.\\d*[1-9])0+$', '\\1')`
}
