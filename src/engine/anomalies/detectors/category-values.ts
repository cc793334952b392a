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
export function valuesOf({ table, written, rows }: DetectorContext, column: ColumnProfile): Promise<Value[]> {
  const name = ident(column.name)
  const own = written.get(column.name)
  const [from, n] = own && !own.read ? [own.texts, `sum(${own.times})::BIGINT`] : [table.sql, 'count(*)']
  return rows<Value>(
    `SELECT ${name}::VARCHAR AS value, ${n} AS n FROM ${from} WHERE ${name} IS NOT NULL AND length(${name}::VARCHAR) <= 120 GROUP BY ALL ORDER BY n DESC, value`
  )
}
