import type { ColumnProfile } from '../../../contract'
import { hints, quantileAt } from '../../profile'

/** No table of use holds earlier or later years in bulk. */
const FIRST = 1500
const LAST = 2200
/** Digits that a limit is written with, and those that leave a value of the column as it is. */
const ROUNDED = 4
const EXACT = 12

/** Whether the bulk of a column are years, or whole numbers that cannot be told from years. */
function holdsYears({ numeric, semantic }: ColumnProfile): boolean {
  if (!numeric || !['year', 'measure'].includes(semantic.kind)) return false
  return numeric.integers && quantileAt(numeric, 0.25) >= FIRST && quantileAt(numeric, 0.95) <= LAST
}

/** Whether 0 stands among the years of a column: there is no year 0, and none near it here. */
export function hasZeroYear(column: ColumnProfile): boolean {
  if (!column.numeric?.zeros || isZeroCode(column)) return false
  return holdsYears(column) && (column.semantic.kind === 'year' || hints(column.name, 'year'))
}

/** Whether 0 is told as a code of a column already; an empty text reads as 0 too, and says nothing of it. */
export function isZeroCode({ disguised }: ColumnProfile): boolean {
  return disguised.some(({ value }) => value.trim() !== '' && Number(value.replace(',', '.')) === 0)
}

/**
 * A number of a column as it stands in a sentence: a value as it is, or a limit of four digits rounded to one side; years without a
 * separator of thousands.
 */
export function writtenNumber(
  column: ColumnProfile,
  value: number,
  language: 'fr' | 'en',
  roundingMode?: 'floor' | 'ceil'
): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    maximumSignificantDigits: roundingMode ? ROUNDED : EXACT,
    useGrouping: !holdsYears(column),
    ...(roundingMode ? { roundingMode } : {})
  })
}
