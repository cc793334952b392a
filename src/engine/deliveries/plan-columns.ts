import type { ColumnInfo, TextReading } from '../../contract'
import { asWritten } from '../sources'
import { isNumeric } from './common-type'
import { plainReading, writtenIn } from './plain-reading'

type YesNo = Extract<TextReading, { kind: 'boolean' }>
/** A reading of days or of moments. */
export type Dated = Extract<TextReading, { kind: 'date' | 'timestamp' }>

/** What is known of one column when a delivery comes: types are null where a side lacks it. */
export interface ColumnMeeting {
  name: string
  before: { type: string; step: TextReading | null } | null
  arriving: { type: string; reading: TextReading | null } | null
}

/** How the two sides of a column meet: what reads it afterwards, and how typed values are written where it becomes text. */
export interface ColumnPlan {
  /** The reading that the step of the column is to have; null where it has none and needs none. */
  reading: TextReading | null
  /** The type that the column must have although a side, or both, have another; null where they agree, or text is left. */
  as: string | null
  /** SQL of a typed value of the column (given quoted) as text. */
  write: (column: string, type: string) => string
}

/**
 * Plans a column so that one reading serves the rows of both sides: typed numbers and dates that join text stay as their
 * file has them, and the reading takes that form too. Numbers that it cannot take beside those of the text (`inDoubt`) are
 * written like these. Nothing is decided here about what a reading loses: whoever adds a step counts that first. `shared` is
 * a type that holds the values of both.
 */
export function planColumn(meeting: ColumnMeeting, shared: string | null = null, inDoubt = false): ColumnPlan {
  const { before, arriving } = meeting
  const isRead = arriving?.type === 'VARCHAR' || arriving?.reading?.kind === 'boolean'
  const texts = [before?.step, isRead ? arriving.reading : null]
  const [main = null] = texts.filter((reading) => reading && reading.kind !== 'text')
  const types = [before?.type, arriving?.type].filter((type) => type !== undefined)
  if (main?.kind === 'number' && types.some(isNumeric)) {
    const plain = inDoubt ? null : plainReading(main, types)
    return { reading: plain ?? main, as: 'VARCHAR', write: plain ? asWritten : writtenIn(main) }
  }
  if (main?.kind === 'date' || main?.kind === 'timestamp')
    return { reading: withShapes(main, [...texts, ...types.map(isoReading)]), as: null, write: asWritten }
  if (main?.kind === 'boolean')
    return { reading: withPairs(main, [...texts, ...types.map(printedPair)]), as: null, write: asWritten }
  return { reading: main, as: main ? null : shared, write: asWritten }
}

/** How DuckDB prints the values of a type of dates. */
function isoReading(type: string): TextReading | null {
  if (type === 'DATE') return { kind: 'date', shapes: ['%Y-%m-%d'] }
  return type === 'TIMESTAMP' ? { kind: 'timestamp', shapes: ['%Y-%m-%d %H:%M:%S'] } : null
}

/** A reading that takes the shapes of others too, but for those in which only days and months change places. */
export function withShapes(main: Dated, others: readonly (TextReading | null | undefined)[]): Dated {
  const shapes = [...main.shapes]
  const formOf = (shape: string): string => shape.replace(/%[dm]/g, '%x')
  for (const other of others)
    if (other?.kind === 'date' || other?.kind === 'timestamp')
      for (const shape of other.shapes)
        if (shapes.length < 12 && !shapes.some((one) => formOf(one) === formOf(shape))) shapes.push(shape)
  const timed = others.some((other) => other?.kind === 'timestamp') || main.kind === 'timestamp'
  // The years of two digits are those of the first reading that has any.
  const short = [main, ...others].find((one) => isDated(one) && one.shapes.some((shape) => shape.includes('%y')))
  const yearsFrom = isDated(short) ? short.yearsFrom : undefined
  return { ...main, kind: timed ? 'timestamp' : 'date', shapes, ...(yearsFrom === undefined ? {} : { yearsFrom }) }
}

export function isDated(reading: TextReading | null | undefined): reading is Dated {
  return reading?.kind === 'date' || reading?.kind === 'timestamp'
}

/** How DuckDB prints the values of its type of yes and no. */
function printedPair(type: string): TextReading | null {
  return type === 'BOOLEAN' ? { kind: 'boolean', yes: 'true', no: 'false' } : null
}

/** A reading that takes the words of others too, but for a pair of which a word means the contrary already, or is none. */
function withPairs(main: YesNo, others: readonly (TextReading | null | undefined)[]): YesNo {
  const pairs = [main, ...(main.also ?? [])]
  const fresh: { yes: string; no: string }[] = []
  for (const other of others)
    if (other?.kind === 'boolean')
      for (const pair of [other, ...(other.also ?? [])]) {
        const known = [...pairs, ...fresh]
        const isKnown = known.some((one) => same(one.yes, pair.yes) && same(one.no, pair.no))
        const isContrary = known.some((one) => same(one.yes, pair.no) || same(one.no, pair.yes))
        if (pair.no && !isKnown && !isContrary && pairs.length + fresh.length <= MOST_PAIRS)
          fresh.push({ yes: pair.yes, no: pair.no })
      }
  return fresh.length ? { ...main, also: [...(main.also ?? []), ...fresh] } : main
}

const MOST_PAIRS = 8

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The columns of both sides by name, those of the source first. */
export function meetingsOf(
  own: readonly ColumnInfo[],
  arriving: readonly ColumnInfo[],
  steps: ReadonlyMap<string, TextReading>,
  readings: ReadonlyMap<string, TextReading | null>
): ColumnMeeting[] {
  const names = [...new Set([...own, ...arriving].map(({ name }) => name))]
  const typeIn = (columns: readonly ColumnInfo[], name: string): string | undefined =>
    columns.find((column) => column.name === name)?.type
  return names.map((name) => {
    const [old, now] = [typeIn(own, name), typeIn(arriving, name)]
    return {
      name,
      before: old === undefined ? null : { type: old, step: steps.get(name) ?? null },
      arriving: now === undefined ? null : { type: now, reading: readings.get(name) ?? null }
    }
  })
}
