import { columnFamily } from '../../charts'
import type { ChartIntent, ColumnInfo } from '../../contract'
import { fail } from '../errors'
import { categorySql, filterPredicate, ident, unknownColumn } from '../sql'

/** Values kept apart on the category axis and among colours; the rest is put together as "others". */
export const TOP_CATEGORIES = 20
export const TOP_COLOURS = 7

/** What a chart's query is compiled on. */
export interface ChartTable {
  /** Quoted name for `FROM`; bears `rowid`. */
  sql: string
  columns: readonly ColumnInfo[]
  /** Ends of the scale of the measured column, where it holds scores: values off it are left out. */
  scale?: { low: number; high: number }
}

export function columnOf(table: ChartTable, name: string): ColumnInfo {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw unknownColumn(name)
  return column
}

/** A numeric column for arithmetic: NaN and infinities count as missing, booleans as 0 and 1. */
export function numberExpression(table: ChartTable, name: string): string {
  const { type } = columnOf(table, name)
  const family = columnFamily(type)
  if (family === 'boolean') return `${ident(name)}::INTEGER`
  if (family !== 'number') throw notNumeric(name)
  if (/^(FLOAT|DOUBLE)/i.test(type)) return `CASE WHEN isfinite(${ident(name)}) THEN ${ident(name)} END`
  // A sum of the widest whole numbers and decimals would not hold in their own type.
  return /^(U?HUGEINT|DECIMAL\((29|3\d),)/i.test(type) ? `${ident(name)}::DOUBLE` : ident(name)
}

/** A date or time column as TIMESTAMP; the infinities count as missing. */
export function timeExpression(table: ChartTable, name: string): string {
  columnOf(table, name)
  return `CASE WHEN isfinite(${ident(name)}) THEN ${ident(name)}::TIMESTAMP END`
}

/** The value that a row adds to its mark: a number of the measured column, or 1 where rows are counted. */
export function measureExpression({ y }: ChartIntent, table: ChartTable): string {
  if (y.aggregate === 'count') return '1'
  if (y.column === undefined) {
    if (y.aggregate === 'share') return '1'
    throw fail('input', { fr: 'Choisissez la colonne à mesurer.', en: 'Choose the column to measure.' })
  }
  const value = numberExpression(table, y.column)
  return averaged(y.aggregate) && table.scale
    ? `CASE WHEN ${value} BETWEEN ${table.scale.low} AND ${table.scale.high} THEN ${value} END`
    : value
}

/** Whether a code such as 99 among scores would move the measure to where no score can be. */
export function averaged(aggregate: ChartIntent['y']['aggregate']): boolean {
  return aggregate === 'mean' || aggregate === 'median'
}

/** A column's value as the category it names: texts that differ by spaces alone name the same one, so do 0 and minus 0. */
export function categoryExpression({ name, type }: ColumnInfo): string {
  const value = /^(FLOAT|DOUBLE)/i.test(type) ? `(${ident(name)} + 0)::VARCHAR` : `${ident(name)}::VARCHAR`
  return columnFamily(type) === 'text' ? categorySql(value) : value
}

export function colourExpression({ colour }: ChartIntent, table: ChartTable): string {
  return colour === undefined ? 'NULL::VARCHAR' : categoryExpression(columnOf(table, colour))
}

/** The rows a chart reads, as ` FROM … WHERE …`. */
export function fromWhere(intent: ChartIntent, table: ChartTable): string {
  const predicate = filterPredicate(intent.filter, table.columns)
  return `FROM ${table.sql}${predicate === 'true' ? '' : `\n  WHERE ${predicate}`}`
}

function notNumeric(name: string): Error {
  return fail(
    'input',
    { fr: `La colonne «\u00a0${name}\u00a0» n’est pas numérique.`, en: `Column “${name}” is not numeric.` },
    {
      hint: {
        fr: 'Convertissez-la en nombre dans Préparer, ou comptez les lignes.',
        en: 'Convert it to a number in Prepare, or count rows.'
      }
    }
  )
}
