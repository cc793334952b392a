import type { Aspect, ColumnAt, NewLook } from '../../contract'

/** A column as one look showed it. */
export type Sight = ColumnAt & { aspect: Aspect }

/**
 * What a look shows of columns: those measured or drawn, as its kind; what splits or filters them, as a segment. The rows
 * of a table show the table, not each of its columns.
 */
export function sightsOf({ kind, tables, columns, segment, filter }: NewLook): Sight[] {
  if (kind === 'rows') return []
  const sights: Sight[] = columns.map(({ table, column }) => ({ table, column, aspect: kind }))
  if (segment) sights.push({ table: segment.table, column: segment.column, aspect: 'segment' })
  const [table] = tables
  if (table !== undefined) for (const { column } of filter?.all ?? []) sights.push({ table, column, aspect: 'segment' })
  return [...new Map(sights.map((sight) => [JSON.stringify(sight), sight])).values()]
}

/** A column as the key of a map. */
export function columnKey({ table, column }: ColumnAt): string {
  return JSON.stringify([table, column])
}
