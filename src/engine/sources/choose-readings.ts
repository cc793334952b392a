import type { Choices, ColumnChoice, ColumnReading } from '../../contract'
import { readingInWords, typeOf } from '../import'
import type { Project } from '../project'
import { countFailures } from './count-failures'

/**
 * The columns of a loaded table as the user's choices read them: a chosen reading in place of the found one, with what it
 * loses counted anew, texts that mean "no answer" not counted as lost.
 */
export async function chooseReadings(
  project: Project,
  table: string,
  columns: ColumnReading[],
  { columns: chosen = [] }: Choices,
  signal: AbortSignal
): Promise<ColumnReading[]> {
  const byName = new Map<string, ColumnChoice>(chosen.map((choice) => [choice.name, choice]))
  // A type of the file's own stays, unless a reading was chosen in its place.
  const changed = columns.filter(({ name, reading }) => byName.has(name) && (reading ?? byName.get(name)?.reading))
  if (!changed.length) return columns
  const readings = changed.map((column) => {
    const choice = byName.get(column.name)
    return {
      column,
      reading: choice?.reading ?? column.reading ?? { kind: 'text' as const },
      missing: choice?.missing ?? []
    }
  })
  const failures = await countFailures(
    project,
    table,
    readings.map(({ column, reading, missing }) => ({ name: column.name, reading, missing })),
    signal
  )
  const read = new Map(
    readings.map(({ column, reading }, place) => {
      const same = JSON.stringify(reading) === JSON.stringify(column.reading)
      return [
        column.name,
        {
          ...column,
          reading,
          type: typeOf(reading),
          format: readingInWords(reading),
          lossless: same && column.lossless,
          failures: failures[place]?.count ?? 0,
          rounded: failures[place]?.rounded ?? 0,
          failureExamples: failures[place]?.examples ?? []
        }
      ]
    })
  )
  return columns.map((column) => read.get(column.name) ?? column)
}
