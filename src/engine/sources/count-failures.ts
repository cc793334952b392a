import type { TextReading } from '../../contract'
import { castSql } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'

/** Values that a reading cannot hold: how many, and up to five of them. */
export interface Failures {
  count: number
  examples: string[]
}

/** A column with how it is to be read; `missing` are texts that mean "no answer", which nobody calls lost. */
export interface ColumnToRead {
  name: string
  reading: TextReading
  missing: readonly string[]
}

/** Columns looked at in one query: each takes two aggregates. */
const AT_ONCE = 200

/** Counts, over all rows of a raw table, the texts that readings turn into nothing; in the order of `columns`. */
export async function countFailures(
  project: Project,
  table: string,
  columns: readonly ColumnToRead[],
  signal?: AbortSignal
): Promise<Failures[]> {
  const results: Failures[] = columns.map(() => ({ count: 0, examples: [] }))
  const places = columns.flatMap(({ reading }, place) => (reading.kind === 'text' ? [] : [place]))
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE)
    const parts = some.map((place) => aggregates(columns[place], place))
    const [row] = await project.rows<Record<string, number | string[]>>(
      `SELECT ${parts.join(', ')} FROM raw.${ident(table)}`,
      { signal }
    )
    for (const place of some)
      results[place] = { count: Number(row?.[`n${place}`] ?? 0), examples: (row?.[`x${place}`] as string[]) ?? [] }
  }
  return results
}

function aggregates(column: ColumnToRead | undefined, place: number): string {
  if (!column) throw new Error('no such column')
  const value = `${ident(column.name)}::VARCHAR`
  const codes = column.missing.length
    ? ` AND trim(${value}) NOT IN (${column.missing.map((word) => text(word.trim())).join(', ')})`
    : ''
  const failed = `trim(${value}) <> '' AND (${castSql(column.reading, `(${value})`)}) IS NULL${codes}`
  return `count(*) FILTER (${failed}) AS n${place}, list_slice(coalesce(list_distinct(min(left(${value}, 80), 25) FILTER (${failed})), []), 1, 5) AS x${place}`
}
