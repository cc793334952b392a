import type { MissingProposal, TextReading } from '../../../../contract'
import { inferTally, type InferOptions } from '../infer'
import { numberValue } from '../number-value'
import { readsText } from '../reads-text'
import { tallyOf, type Counted, type Tally } from '../tally'
import { crossReading } from '../yes-no'
import { answerScale } from './answer-scale'
import { codesApart, zeroBelow, type CodedValue } from './codes-apart'
import { isDateCode, isZeroDate } from './date-codes'
import { missingWord } from './missing-words'
import { wordsApart } from './words-apart'

export interface MissingOptions extends InferOptions {
  /** How the column is read, where it is known. */
  reading?: TextReading
}

const DISTINCT = 20_000
/** Numbers and dates met once: so many of them tell the range. */
const SINGLES = 2_000
/** Distinct texts beyond which a column is no list of categories. */
const CATEGORIES = 50

/**
 * The texts of a column that seem to say "no answer", most frequent first: words said so everywhere, and codes that stand apart from the
 * range or the kind of the others (999, 0 beside marks from 1 to 5, 1900-01-01). Proposed only: nothing is changed by them.
 */
export function missingProposals(sample: readonly (string | null)[], options: MissingOptions = {}): MissingProposal[] {
  const tally = tallyOf(sample, DISTINCT)
  const reading = options.reading ?? inferTally(tallyOf(sample), options)
  const mark = markOf(tally)
  return found(reading, tally.values, options)
    .filter(({ value }) => reading.kind !== 'text' || value.trim().toLowerCase() !== mark)
    .map(({ value, n }) => ({ text: value, rows: n }))
    .sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
}

/** The cross that stands in some cells and nothing in the others: an answer, whatever it says elsewhere. */
function markOf(tally: Tally): string | null {
  return (
    crossReading(
      tally,
      tally.values.filter(({ value }) => missingWord(value) === null)
    )?.yes ?? null
  )
}

function found(reading: TextReading, all: readonly Counted[], { name }: MissingOptions): Counted[] {
  if (reading.kind === 'text' || reading.kind === 'formula') return inText(all)
  const values = all.filter(({ value, n }, index) => n > 1 || index < SINGLES || !/^\d/.test(value))
  const reads = readsText(reading)
  const [read, unread] = [values.filter(({ value }) => reads(value)), values.filter(({ value }) => !reads(value))]
  const strangers = unread.filter(({ value, n }) => missingWord(value) !== null || isLabel(value, n, unread.length))
  if (reading.kind === 'date' || reading.kind === 'timestamp')
    return [...strangers, ...unread.filter(({ value }) => isZeroDate(value)), ...datesApart(read)]
  if (reading.kind === 'integer' || reading.kind === 'number')
    return [...strangers, ...numbersApart(reading, read, all, name)]
  return strangers
}

/** A text without digits that repeats among numbers or dates, and is nearly alone there. */
function isLabel(value: string, n: number, strangers: number): boolean {
  return n >= 3 && strangers <= 5 && value.length <= 40 && !/\d/.test(value)
}

function inText(values: readonly Counted[]): Counted[] {
  return [...wordsApart(values, values.length > CATEGORIES), ...fillers(values)]
}

/** Codes of nothing but zeros or nines among codes of digits. */
function fillers(values: readonly Counted[]): Counted[] {
  const coded = values.filter(({ value }) => /^[\d .+-]{4,}$/.test(value) && /\d/.test(value))
  if (coded.length < values.length * 0.5 || values.length < 5) return []
  return coded.filter(({ value, n }) => n >= 2 && /^(?:0[ .-]?){4,}$|^(?:9[ .-]?){4,}$/.test(value))
}

function numbersApart(
  reading: TextReading & { kind: 'integer' | 'number' },
  read: readonly Counted[],
  all: readonly Counted[],
  name?: string
): Counted[] {
  const values: CodedValue[] = read
    .map(({ value, n }) => ({ value, n, x: numberValue(reading, value) }))
    .filter(({ x }) => Number.isFinite(x))
    .sort((a, b) => a.x - b.x)
  const rows = all.reduce((sum, { n }) => sum + n, 0)
  // Of numbers met once only some are at hand: each stands for several.
  const once = (list: readonly { n: number }[]): number => list.filter(({ n }) => n === 1).length
  const single = once(all) / Math.max(1, once(values))
  if (values.length < 3 || sequence(values)) return []
  const recommend = /nps|recomm/i.test(name ?? '')
  const scale = values.length <= 20 && rows >= 30 ? answerScale(values, { fromZero: recommend }) : null
  const total = values.reduce((sum, { n }) => sum + (n === 1 ? single : n), 0)
  const at = (share: number): number => {
    let below = 0
    for (const { x, n } of values) if ((below += n === 1 ? single : n) >= share * total) return x
    return NaN
  }
  const negatives = values.reduce((sum, { x, n }) => sum + (x < 0 ? n : 0), 0)
  const zero = zeroBelow(values, scale, rows)
  return [...codesApart(values, { n: rows, negatives, at, scale }), ...(zero ? [zero] : [])]
}

/** Identifiers that count on: 99 and 999 are numbers like the others there. */
function sequence(values: readonly CodedValue[]): boolean {
  return values.length > 30 && values.every(({ n }) => n === 1)
}

/** Default days of programs, which repeat or lie years away from all others. */
function datesApart(read: readonly Counted[]): Counted[] {
  const codes = read.filter(({ value }) => isDateCode(value))
  if (!codes.length || codes.length === read.length) return []
  const years = read.filter(({ value }) => !isDateCode(value)).map(({ value }) => yearOf(value))
  const [low, high] = [Math.min(...years), Math.max(...years)]
  return codes.filter(({ value, n }) => {
    const year = yearOf(value)
    const away = year > high ? year - high : low - year
    return away >= 5 || (n >= 3 && away >= -1 && n >= (5 * read.reduce((sum, other) => sum + other.n, 0)) / read.length)
  })
}

function yearOf(value: string): number {
  const four = /\d{4}/.exec(value.replace(/^(\d\d)(\d\d)((?:19|20|99)\d\d)$/, '$3'))?.[0]
  return Number(four ?? NaN)
}
