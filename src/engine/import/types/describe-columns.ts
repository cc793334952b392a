import type { ColumnReading, TextReading } from '../../../contract'
import { atOnce, type Steps } from '../steps'
import { isLossless, typeOf } from './cast-sql'
import { choicesFor } from './choices'
import { holdsWhole } from './held-whole'
import { inferReading, type InferOptions } from './infer'
import { missingProposals } from './missing/proposals'
import { readingInWords } from './words'

/** A column of texts with its name; `null`s are missing cells. */
export interface TextColumn {
  name: string
  values: readonly (string | null)[]
}

/**
 * How the columns of one table are to be read, by a sample of their texts. What one column leaves open (1.234, 03/04/2025)
 * is settled by the others: people who write decimals with a comma in one column do so in the next.
 */
export function inferColumns(columns: readonly TextColumn[]): TextReading[] {
  return atOnce(inferSteps(columns))
}

/** The same, a step a column: there may be thousands. */
export function* inferSteps(columns: readonly TextColumn[]): Steps<TextReading[]> {
  const alone: TextReading[] = []
  for (const { name, values } of columns) {
    alone.push(inferReading(values, { name }))
    yield
  }
  const habits = habitsOf(alone)
  if (habits.decimal === undefined && habits.dayFirst === undefined) return alone
  for (const [place, { name, values }] of columns.entries()) {
    const reading = alone[place]
    if (!reading || !isOpen(reading)) continue
    alone[place] = doubted(reading, inferReading(values, { name, ...habits }))
    yield
  }
  return alone
}

/** The columns of a first look, a step each: their readings in words, other plausible ones, and what seems to say "no answer". */
export function* describeSteps(columns: readonly TextColumn[]): Steps<ColumnReading[]> {
  const readings = yield* inferSteps(columns)
  const habits = habitsOf(readings)
  const described: ColumnReading[] = []
  for (const [place, { name, values }] of columns.entries()) {
    const reading = readings[place] ?? { kind: 'text' }
    const holds = holdsWhole(reading)
    described.push({
      name,
      type: typeOf(reading),
      format: readingInWords(reading),
      lossless: isLossless(reading) && values.every((value) => value === null || holds(value)),
      failures: 0,
      failureExamples: [],
      reading,
      readings: choicesFor(values, { name, ...habits }),
      missing: missingProposals(values, { name, reading })
    })
    yield
  }
  return described
}

/** Days read month first on the word of other columns alone stay to be checked: in most files they are not. */
function doubted(alone: TextReading, settled: TextReading): TextReading {
  const days = (alone.kind === 'date' || alone.kind === 'timestamp') && settled.kind === alone.kind
  return days && JSON.stringify(alone.shapes) !== JSON.stringify(settled.shapes)
    ? { ...settled, ambiguous: true }
    : settled
}

function isOpen(reading: TextReading): boolean {
  return 'ambiguous' in reading && reading.ambiguous === true
}

/** The decimal mark and the order of days and months of the columns that leave no doubt. */
function habitsOf(readings: readonly TextReading[]): Pick<InferOptions, 'decimal' | 'dayFirst'> {
  const sure = readings.filter((reading) => !isOpen(reading))
  const commas = sure.filter((reading) => reading.kind === 'number' && reading.decimal === ',').length
  const points = sure.filter((reading) => reading.kind === 'number' && reading.decimal === '.').length
  const shapes = sure.flatMap((reading) =>
    reading.kind === 'date' || reading.kind === 'timestamp' ? reading.shapes : []
  )
  const dayFirst = shapes.filter((shape) => /^%d.%m/.test(shape)).length
  const monthFirst = shapes.filter((shape) => /^%m.%d/.test(shape)).length
  return {
    decimal: commas === points ? undefined : commas > points ? ',' : '.',
    dayFirst: dayFirst === monthFirst ? undefined : dayFirst > monthFirst
  }
}
