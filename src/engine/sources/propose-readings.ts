import type { ColumnReading, TextReading } from '../../contract'
import { castSql, inferReading, isLossless, readingInWords, typeOf } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import type { LoadedTable } from './load-table'

/** How a text column of a raw table could be read, and what that would lose. */
export interface Proposal {
  reading: TextReading
  column: ColumnReading
}

const SAMPLE_ROWS = 20_000
const FEW = 20

/**
 * Judges every column of a loaded raw table: those that hold their own type already, and text that reads as another type,
 * with the number of values that it cannot hold (exact, over all rows) and some of them. Starts from the sample that the
 * loading was decided on; a closer look is taken only at columns with hardly a value in it, or with failures.
 */
export async function proposeReadings(
  project: Project,
  table: string,
  { names, readings: loaded, columns }: Pick<LoadedTable, 'readings' | 'columns'> & { names: string[] },
  signal: AbortSignal
): Promise<Proposal[]> {
  const texts = names.map((_, index) => (loaded[index] ?? TEXT).kind === 'text')
  const sparse = names.filter((_, i) => texts[i] && (columns[i] ?? []).filter((value) => value !== null).length < FEW)
  const present = await sampleTexts(project, table, sparse, signal)
  const readings = names.map((name, index) => {
    if (!texts[index]) return loaded[index] ?? TEXT
    return inferReading(present.get(name) ?? columns[index] ?? [])
  })
  const failures = await countFailures(project, table, names, readings, loaded, signal)
  const failing = names.filter((name, index) => failures[index]?.count && !present.has(name))
  if (failing.length) {
    const closer = await sampleTexts(project, table, failing, signal)
    const again = names.map((name) => {
      const values = closer.get(name)
      return values ? inferReading(values) : null
    })
    const changed = again.map((reading, index) =>
      reading && JSON.stringify(reading) !== JSON.stringify(readings[index]) ? reading : null
    )
    for (const [index, reading] of changed.entries()) if (reading) readings[index] = reading
    const recount = readings.map((reading, index) => (changed[index] ? reading : TEXT))
    const counted = await countFailures(project, table, names, recount, loaded, signal)
    for (const [index, reading] of changed.entries()) if (reading) failures[index] = counted[index]
  }
  return names.map((name, index) => {
    const reading = readings[index] ?? TEXT
    const lost = failures[index]
    return {
      reading,
      column: {
        name,
        type: typeOf(reading),
        format: readingInWords(reading),
        lossless: (loaded[index] ?? TEXT).kind !== 'text' || (reading.kind === 'text' && isLossless(reading)),
        failures: lost?.count ?? 0,
        failureExamples: lost?.examples ?? [],
        reading,
        missing: []
      }
    }
  })
}

const TEXT: TextReading = { kind: 'text' }

/** Present texts of some columns, each from all over the table. */
async function sampleTexts(
  project: Project,
  table: string,
  names: string[],
  signal: AbortSignal
): Promise<Map<string, (string | null)[]>> {
  if (!names.length) return new Map()
  const lists = names.map(
    (name, index) =>
      `(SELECT list(left(v, 200)) FROM (SELECT ${ident(name)} AS v FROM raw.${ident(table)} WHERE ${ident(name)} IS NOT NULL USING SAMPLE reservoir(${SAMPLE_ROWS} ROWS) REPEATABLE (1))) AS c${index}`
  )
  const [row] = await project.rows<Record<string, string[] | null>>(`SELECT ${lists.join(', ')}`, { signal })
  return new Map(names.map((name, index) => [name, row?.[`c${index}`] ?? []]))
}

async function countFailures(
  project: Project,
  table: string,
  names: string[],
  readings: TextReading[],
  loaded: TextReading[],
  signal: AbortSignal
) {
  const parts = names.flatMap((name, index) => {
    const reading = readings[index] ?? TEXT
    if (reading.kind === 'text' || (loaded[index] ?? TEXT).kind !== 'text') return []
    const column = ident(name)
    const failed = `${column} IS NOT NULL AND trim(${column}) <> '' AND (${castSql(reading, column)}) IS NULL`
    return [
      {
        index,
        sql: `count(*) FILTER (${failed}) AS n${index}, coalesce(list_slice(list(DISTINCT left(${column}, 80)) FILTER (${failed}), 1, 5), []) AS x${index}`
      }
    ]
  })
  const results: ({ count: number; examples: string[] } | undefined)[] = []
  if (!parts.length) return results
  const [row] = await project.rows<Record<string, number | string[]>>(
    `SELECT ${parts.map(({ sql }) => sql).join(', ')} FROM raw.${ident(table)}`,
    { signal }
  )
  for (const { index } of parts)
    results[index] = {
      count: Number(row?.[`n${index}`] ?? 0),
      examples: (row?.[`x${index}`] as string[] | undefined) ?? []
    }
  return results
}
