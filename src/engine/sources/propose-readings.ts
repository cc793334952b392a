import type { ColumnReading, TextReading } from '../../contract'
import { castSql, inferReading, isLossless, readingInWords, typeOf } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'

/** How a text column of a raw table could be read, and what that would lose. */
export interface Proposal {
  reading: TextReading
  column: ColumnReading
}

const SAMPLE_ROWS = 20_000

/**
 * Judges every column of a loaded raw table: those that hold their own type already, and text that reads as another type,
 * with the number of values that it cannot hold (exact, over all rows) and some of them.
 */
export async function proposeReadings(
  project: Project,
  table: string,
  names: string[],
  loaded: TextReading[],
  signal: AbortSignal
): Promise<Proposal[]> {
  const texts = names.filter((_, index) => (loaded[index] ?? TEXT).kind === 'text')
  const samples = await sampleTexts(project, table, texts, signal)
  const readings = names.map((name, index) => {
    const own = loaded[index] ?? TEXT
    return own.kind === 'text' ? inferReading(samples.get(name) ?? []) : own
  })
  const failures = await countFailures(project, table, names, readings, loaded, signal)
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

async function sampleTexts(
  project: Project,
  table: string,
  names: string[],
  signal: AbortSignal
): Promise<Map<string, (string | null)[]>> {
  if (!names.length) return new Map()
  const lists = names.map((name, index) => `list(left(${ident(name)}, 200)) AS c${index}`)
  const source = `SELECT ${names.map(ident).join(', ')} FROM raw.${ident(table)} USING SAMPLE reservoir(${SAMPLE_ROWS} ROWS) REPEATABLE (1)`
  const [row] = await project.rows<Record<string, (string | null)[] | null>>(
    `SELECT ${lists.join(', ')} FROM (${source})`,
    { signal }
  )
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
