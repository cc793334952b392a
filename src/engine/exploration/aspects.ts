import type { Aspect, ColumnAt, Look, NewLook } from '../../contract'

/** A column as one look showed it. */
export type Sight = ColumnAt & { aspect: Aspect }

/**
 * What a look shows of columns: those measured or drawn, as its kind; what splits or filters them, as a segment. The rows
 * of a table show the table, not each of its columns, and values in view in its grid are no figure.
 */
export function sightsOf({ kind, tables, columns, segment, filter }: NewLook): Sight[] {
  if (kind === 'rows' || kind === 'grid') return []
  const sights: Sight[] = columns.map(({ table, column }) => ({ table, column, aspect: kind }))
  if (segment) sights.push({ table: segment.table, column: segment.column, aspect: 'segment' })
  const [table] = tables
  if (table !== undefined) for (const { column } of filter?.all ?? []) sights.push({ table, column, aspect: 'segment' })
  return [...new Map(sights.map((sight) => [JSON.stringify(sight), sight])).values()]
}

/** When values of each column were first in view in a grid, by its key; the looks stand in the order of their first time. */
export function inViewSince(looks: readonly Look[]): Map<string, string> {
  const since = new Map<string, string>()
  for (const { kind, columns, first } of looks)
    if (kind === 'grid') for (const at of columns) if (!since.has(columnKey(at))) since.set(columnKey(at), first)
  return since
}

/** Looks at figures and rows, without the values that were in view. */
export function withoutGrid(looks: readonly Look[]): Look[] {
  return looks.filter(({ kind }) => kind !== 'grid')
}

/** A column as the key of a map. */
export function columnKey({ table, column }: ColumnAt): string {
  return JSON.stringify([table, column])
}
