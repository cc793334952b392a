import {
  typeInWords as typeWords,
  type ColumnReading,
  type LocalizedText,
  type TextReading
} from '../../../../contract'
import { listedReadings, type ReadingGroup } from './reading-list'
import { readingInBrief } from './reading-words'

export type ReadingOption = { id: string; words: LocalizedText; reading: TextReading; group: ReadingGroup }

/** Readings offered for a column of text: those that its values speak for, the found one first, then every other one. */
export function readingOptions(found: ColumnReading | null, chosen: TextReading | null = null): ReadingOption[] {
  // Text can always be: it stands in its own place unless it is what was found.
  const others = found?.readings.map(({ reading }) => reading).filter(({ kind }) => kind !== 'text') ?? []
  const seen = [...(found?.reading ? [found.reading] : []), ...others]
  const all = [
    ...seen.map((reading) => option('found', reading)),
    ...listedReadings().map(({ group, reading }) => option(group, reading))
  ].filter(isFirstOfItsKind)
  const own = chosen && !all.some(({ id }) => id === readingId(chosen)) ? [option('chosen', chosen)] : []
  return [...own, ...all]
}

/** Neither the same reading twice, nor two that are called alike. */
function isFirstOfItsKind(one: ReadingOption, place: number, all: readonly ReadingOption[]): boolean {
  return place === all.findIndex(({ id, words }) => id === one.id || words.fr === one.words.fr)
}

/** Names a reading: equal readings have equal names, whether or not their order is in doubt. */
export function readingId(reading: TextReading): string {
  return JSON.stringify(Object.entries(withoutDoubt(reading)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** True where the values leave open how they are read. */
export function isDoubtful({ reading }: Pick<ColumnReading, 'reading'>): boolean {
  return reading !== undefined && 'ambiguous' in reading && reading.ambiguous === true
}

/** The same reading as a decision, which leaves nothing open. */
export function withoutDoubt(reading: TextReading): TextReading {
  if (!('ambiguous' in reading)) return reading
  const { ambiguous: _ambiguous, ...sure } = reading
  return sure
}

/** What a column's type stands for, in words. */
export function typeInWords({ format, type }: Pick<ColumnReading, 'format' | 'type'>): LocalizedText {
  return format ?? typeWords(type)
}

/** The same, short enough for the header of a column. */
export function typeInBrief(column: Pick<ColumnReading, 'format' | 'type' | 'reading'>): LocalizedText {
  return column.reading ? readingInBrief(column.reading) : typeInWords(column)
}

/** True where the values are figures, to be set against the right edge. */
export function isNumeric({ reading, type }: Pick<ColumnReading, 'reading' | 'type'>): boolean {
  if (reading) return reading.kind === 'integer' || reading.kind === 'number'
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL)($|\()/i.test(type)
}

function option(group: ReadingGroup, reading: TextReading): ReadingOption {
  const sure = withoutDoubt(reading)
  return { id: readingId(sure), words: readingInBrief(sure), reading: sure, group }
}
