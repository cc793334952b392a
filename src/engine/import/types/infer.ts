import type { TextReading } from '../../../contract'
import { areCodes } from './codes'
import { formulaText } from './formula-text'
import { durationReading } from './infer-duration'
import { numberReading } from './infer-number'
import { isZeroDate } from './missing/date-codes'
import { isNoAnswer, missingWord, wordSaid } from './missing/missing-words'
import { readsText } from './reads-text'
import { tallyOf, type Counted, type Tally } from './tally'
import { temporalReading } from './temporal'
import { yesNoReading } from './yes-no'

/** What is known beside the values: weak evidence, for what they leave open. */
export interface InferOptions {
  /** Name of the column. */
  name?: string
  /** Decimal mark of the file's other columns. */
  decimal?: '.' | ','
  /** Whether days come before months in the file's other columns. */
  dayFirst?: boolean
  /** The current year, which tells the century of two-digit years; that of the clock where absent. */
  thisYear?: number
}

/** Share of the cells that a reading must take to be proposed. */
const ENOUGH = 0.9
/** Distinct texts that it may leave beside a few values; beside many values, as many as these; beside one, one. */
const STRANGERS = 10

/** Different words for "missing", each in any spelling, that a reading may empty in more than half of the cells: those that one program writes. */
const MARKERS = 2
/** Share of the cells, and cells, in which « Ne sait pas » is a third answer beside yes and no. */
const THIRD = 1 / 8
const THIRDS = 5

const TEXT: TextReading = { kind: 'text' }

/** How a column of texts is to be read, judged on a sample; `null`s are missing cells. Text where nothing else holds for 9 of 10. */
export function inferReading(sample: readonly (string | null)[], options: InferOptions = {}): TextReading {
  return inferTally(tallyOf(sample), options)
}

/** The reading of distinct texts that were counted. */
export function inferTally({ values: all }: Tally, options: InferOptions = {}): TextReading {
  const values = all.filter(({ value }) => missingWord(value) === null)
  if (!values.length) return TEXT
  const found = valuesReading(values, options)
  if (found.kind !== 'text' && !emptiesAnswers(found, all)) return found
  return values.some(({ value }) => formulaText(value) !== null) ? { kind: 'formula' } : TEXT
}

/** Whether a reading makes nothing of what may be answers: most of the cells, in several words or ticked by a cross, or a third answer beside yes and no. */
function emptiesAnswers({ kind }: TextReading, all: readonly Counted[]): boolean {
  const words = all.filter(({ value }) => missingWord(value) !== null)
  const [total, emptied] = [cells(all), cells(words)]
  if (new Set(words.map(({ value }) => wordSaid(value))).size > MARKERS && emptied > total / 2) return true
  if (cells(words.filter(({ value }) => /^x+$/i.test(value.trim()))) > total / 2) return true
  const answers = cells(words.filter(({ value }) => isNoAnswer(value)))
  return kind === 'boolean' && answers >= THIRDS && answers > total * THIRD
}

function cells(values: readonly Counted[]): number {
  return values.reduce((sum, { n }) => sum + n, 0)
}

function valuesReading(values: readonly Counted[], { name, decimal, dayFirst, thisYear }: InferOptions): TextReading {
  const yesNo = yesNoReading(values)
  if (yesNo) return yesNo
  if (mostlyWords(values)) return TEXT
  // 00/00/0000 is how programs write that there is no day.
  const days = values.filter(({ value }) => value.length < 6 || !isZeroDate(value))
  const compact = values.filter(({ value }) => /^\d{8}(?:\d{4}|\d{6})?$/.test(value))
  if (compact.length >= values.length * ENOUGH) {
    const date = temporalReading(days, dayFirst, { thisYear, name })
    if (date && enough(date, days)) return date
  }
  if (areCodes(values, name)) return TEXT
  const number = numberReading(values, decimal)
  if (number && enough(number, values)) return number
  const duration = durationReading(values, name)
  if (duration) return duration
  const date = temporalReading(days, dayFirst, { thisYear, name })
  return date && enough(date, days) ? date : TEXT
}

/** Every reading but yes and no needs digits: most text columns end here. */
function mostlyWords(values: readonly Counted[]): boolean {
  let digits = 0
  let total = 0
  for (const { value, n } of values) {
    total += n
    if (value.length <= 60 && /\d/.test(value)) digits += n
  }
  return digits < total * ENOUGH
}

function enough(reading: TextReading, values: readonly Counted[]): boolean {
  const reads = readsText(reading)
  let [total, read, distinct] = [0, 0, 0]
  for (const { value, n } of values) {
    total += n
    if (value.length > 60 || !reads(value)) continue
    read += n
    distinct += 1
  }
  const strangers = values.length - distinct
  return read >= total * ENOUGH && strangers <= (distinct === 1 ? 1 : Math.max(STRANGERS, distinct))
}
