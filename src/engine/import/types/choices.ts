import type { ReadingChoice, TextReading } from '../../../contract'
import { durationReading } from './infer-duration'
import { inferTally, type InferOptions } from './infer'
import { numberReading } from './infer-number'
import { missingWord } from './missing/missing-words'
import { parseNumber } from './parse-number'
import { readsText } from './reads-text'
import { tallyOf, type Counted } from './tally'
import { temporalReading, type TemporalReading } from './temporal'
import { readingInWords } from './words'
import { crossReading } from './yes-no'

const TEXT: TextReading = { kind: 'text' }
/** A reading that takes fewer of the cells is not offered. */
const SOME = 0.2
/** Distinct texts looked at; the counts are of the cells seen until then. */
const DISTINCT = 5_000

/**
 * The plausible readings of a column for a person to choose from: the one found first, then those that read most, and text.
 * `read` and `seen` count present cells of the sample.
 */
export function choicesFor(sample: readonly (string | null)[], options: InferOptions = {}): ReadingChoice[] {
  const found = inferTally(tallyOf(sample), options)
  const tally = tallyOf(sample, DISTINCT)
  const { values, present } = tally
  const told = values.filter(({ value }) => missingWord(value) === null)
  const cross = crossReading(tally, told)
  const others = [
    ...(cross ? [cross] : []),
    ...booleans(values),
    ...numbers(told),
    ...dates(told, options),
    ...counts(told),
    ...lengths(told, options)
  ]
  const seen = new Set([keyOf(found), keyOf(TEXT)])
  const offered = others
    .filter((reading) => !seen.has(keyOf(reading)) && seen.add(keyOf(reading)))
    .map((reading) => choice(reading, values, present))
    .filter(({ read }) => read > 0 && read >= present * SOME)
    .sort((a, b) => b.read - a.read)
  const text = choice(TEXT, values, present)
  return found.kind === 'text' ? [text, ...offered] : [choice(found, values, present), ...offered, text]
}

function choice(reading: TextReading, values: readonly Counted[], seen: number): ReadingChoice {
  const reads = readsText(reading)
  const read = values.reduce((sum, { value, n }) => sum + (reads(value) ? n : 0), 0)
  return { reading, words: readingInWords(reading) ?? { fr: 'texte', en: 'text' }, read, seen }
}

/** Readings that make the same values share a key. */
function keyOf(reading: TextReading): string {
  return JSON.stringify(reading, (key: string, value: unknown) => (key === 'ambiguous' ? undefined : value))
}

const PAIRS = [['oui', 'non'], ['yes', 'no'], ['true', 'false'], ['vrai', 'faux'], ['o', 'n'], ['y', 'n'], ['1', '0']] as const // prettier-ignore

function booleans(values: readonly Counted[]): TextReading[] {
  const words = new Set(values.slice(0, 1_000).map(({ value }) => value.toLowerCase()))
  return PAIRS.filter(([yes, no]) => words.has(yes) && words.has(no)).map(([yes, no]) => ({
    kind: 'boolean',
    yes,
    no
  }))
}

/** The found way with marks, and every other one whose marks some value shows. */
function numbers(values: readonly Counted[]): TextReading[] {
  const looks = values.slice(0, 2_000).flatMap(({ value }) => parseNumber(value) ?? [])
  if (!looks.length) return []
  const best = numberReading(values) ?? numberReading(values.filter(({ value }) => parseNumber(value)))
  const unit = best?.kind === 'number' ? best.unit : null
  const groupings = new Set(looks.map(({ marks }) => marks.grouping).filter((grouping) => grouping !== ''))
  const marks = new Set(looks.map(({ marks }) => marks.decimal).filter((decimal) => decimal !== ''))
  for (const { marks: own } of looks) if (own.open && own.decimal !== '') groupings.add(own.decimal)
  const ways: TextReading[] = best ? [best] : []
  for (const grouping of ['' as const, ...groupings]) {
    if (unit === null) ways.push({ kind: 'integer', grouping })
    for (const decimal of marks.size ? marks : (['.'] as const))
      if (decimal !== grouping) ways.push({ kind: 'number', decimal, grouping, unit })
  }
  return ways
}

function dates(values: readonly Counted[], { thisYear, name }: InferOptions): TextReading[] {
  const orders = [true, false]
    .map((dayFirst) => temporalReading(values, dayFirst, { thisYear, name }))
    .filter((reading) => reading !== null)
  const single = orders.flatMap((reading) => reading.shapes.slice(0, 3).map((shape) => withShape(reading, shape)))
  const swapped = single.map((reading) =>
    withShape(
      reading,
      (reading.shapes[0] ?? '').replace(/%[dm]/g, (part) => (part === '%d' ? '%m' : '%d'))
    )
  )
  const days = orders.flatMap((reading): TextReading[] => (reading.kind === 'timestamp' ? [dayOf(reading)] : []))
  return [...orders, ...single, ...swapped.filter(({ kind }) => kind !== 'time'), ...days]
}

/** The reading with one shape, and the century only where that has two-digit years. */
function withShape(reading: TemporalReading, shape: string): TemporalReading {
  if (reading.kind === 'time') return { kind: 'time', shapes: [shape] }
  const { kind, yearsFrom } = reading
  return { kind, shapes: [shape], ...(yearsFrom !== undefined && shape.includes('%y') ? { yearsFrom } : {}) }
}

/** The day of a moment. */
function dayOf({ shapes, yearsFrom }: TemporalReading & { kind: 'timestamp' }): TextReading {
  return { kind: 'date', shapes, ...(yearsFrom === undefined ? {} : { yearsFrom }) }
}

/** Whole numbers that may count days or seconds: only ever proposed, never found. */
function counts(values: readonly Counted[]): TextReading[] {
  const sizes = values.flatMap(({ value }) =>
    /^\d{5,13}([.,]\d+)?$/.test(value) ? [Number(value.replace(',', '.'))] : []
  )
  if (sizes.length < values.length * 0.9) return []
  const within = (low: number, high: number): boolean =>
    sizes.filter((size) => size >= low && size <= high).length >= sizes.length * 0.9
  const whole = sizes.every((size) => Number.isInteger(size))
  const found: TextReading[] = []
  // From 1954 to 2064.
  if (within(20_000, 60_000)) found.push({ kind: whole ? 'date' : 'timestamp', shapes: ['excel'] })
  if (within(3e8, 3e9)) found.push({ kind: 'timestamp', shapes: ['unix'] })
  if (within(3e11, 3e12)) found.push({ kind: 'timestamp', shapes: ['unix-ms'] })
  return found
}

function lengths(values: readonly Counted[], options: InferOptions): TextReading[] {
  const clocks = values.some(({ value }) => /\d\s*[:hj]/i.test(value))
  if (!clocks) return []
  const likely = durationReading(values, options.name)
  return [...(likely ? [likely] : []), { kind: 'duration', pair: 'h:m' }, { kind: 'duration', pair: 'm:s' }]
}
