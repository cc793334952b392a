import type { TextReading } from '../../../contract'
import { areCodes } from './codes'
import { durationReading } from './infer-duration'
import { numberReading } from './infer-number'
import { missingWord } from './missing/missing-words'
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

const TEXT: TextReading = { kind: 'text' }

/** How a column of texts is to be read, judged on a sample; `null`s are missing cells. Text where nothing else holds for 9 of 10. */
export function inferReading(sample: readonly (string | null)[], options: InferOptions = {}): TextReading {
  return inferTally(tallyOf(sample), options)
}

/** The reading of distinct texts that were counted. */
export function inferTally(
  { values: all }: Tally,
  { name, decimal, dayFirst, thisYear }: InferOptions = {}
): TextReading {
  const values = all.filter(({ value }) => missingWord(value) === null)
  if (!values.length) return TEXT
  const yesNo = yesNoReading(values)
  if (yesNo) return yesNo
  if (mostlyWords(values)) return TEXT
  const compact = values.filter(({ value }) => /^\d{8}(?:\d{4}|\d{6})?$/.test(value))
  if (compact.length >= values.length * ENOUGH) {
    const date = temporalReading(values, dayFirst, thisYear)
    if (date && enough(date, values)) return date
  }
  if (areCodes(values, name)) return TEXT
  const number = numberReading(values, decimal)
  if (number && enough(number, values)) return number
  const duration = durationReading(values, name)
  if (duration) return duration
  const date = temporalReading(values, dayFirst, thisYear)
  return date && enough(date, values) ? date : TEXT
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
