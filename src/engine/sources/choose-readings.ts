import type { Choices, ColumnChoice, ColumnReading, TextReading } from '../../contract'
import { lacksYears, readingInWords, typeOf, withYears } from '../import'
import type { Project } from '../project'
import { countFailures } from './count-failures'
import { sampleTexts } from './sample-texts'

const TEXT: TextReading = { kind: 'text' }

/**
 * The columns of a loaded table as the user's choices read them: a chosen reading in place of the found one, with what it
 * loses counted anew, texts that mean "no answer" not counted as lost; two-digit years of which the choice names no hundred
 * years are those that the column suggests.
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
  const yearless = changed.flatMap(({ name }) => {
    const reading = byName.get(name)?.reading
    return reading && lacksYears(reading) ? [name] : []
  })
  const texts = await sampleTexts(project, table, yearless, signal)
  const readings = changed.map((column) => {
    const choice = byName.get(column.name)
    const chosen = choice?.reading && withYears(choice.reading, texts.get(column.name) ?? [], column)
    return { column, reading: chosen ?? column.reading ?? TEXT, missing: choice?.missing ?? [] }
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
