import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'

export type Value = { value: string; n: number }
/** Columns of words with more different values than this are no list of categories. */
const MOST_VALUES = 20_000

/** Columns whose texts are names of things, of which each should be written in one way. */
export function categoryColumns(context: DetectorContext): ColumnProfile[] {
  return columnsWhere(
    context,
    ({ family, semantic, reading, distinct }) =>
      family === 'text' &&
      !reading &&
      ['category', 'name', 'boolean'].includes(semantic.kind) &&
      distinct >= 2 &&
      distinct <= MOST_VALUES
  )
}

/** The different texts of a column and how often each stands, most frequent first. */
export function valuesOf(context: DetectorContext, column: ColumnProfile): Promise<Value[]> {
  const name = ident(column.name)
  return context.rows<Value>(
    `SELECT ${name}::VARCHAR AS value, count(*) AS n FROM ${context.table.sql} WHERE ${name} IS NOT NULL AND length(${name}::VARCHAR) <= 120 GROUP BY ALL ORDER BY n DESC, value`
  )
}
