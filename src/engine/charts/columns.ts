import { columnFamily } from '../../charts'
import type { ChartIntent, ColumnInfo } from '../../contract'
import { fail } from '../errors'
import { filterPredicate, ident, unknownColumn } from '../sql'

/** Values kept apart on the category axis and among colours; the rest is put together as "others". */
export const TOP_CATEGORIES = 20
export const TOP_COLOURS = 7

/** What a chart's query is compiled on. */
export interface ChartTable {
  /** Quoted name for `FROM`; bears `rowid`. */
  sql: string
  columns: readonly ColumnInfo[]
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
  return /^(FLOAT|DOUBLE)/i.test(type) ? `CASE WHEN isfinite(${ident(name)}) THEN ${ident(name)} END` : ident(name)
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
  return numberExpression(table, y.column)
}

export function colourExpression({ colour }: ChartIntent, table: ChartTable): string {
  return colour === undefined ? 'NULL::VARCHAR' : `${ident(columnOf(table, colour).name)}::VARCHAR`
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
