import type { TextReading } from '../../../contract'
import { holdsDigits } from './held-digits'
import { readsText } from './reads-text'

/** The present texts of a sample that a reading would turn into nothing or into a number of fewer digits; `missing` are those that mean "no answer". */
export function unreadTexts(
  reading: TextReading,
  values: readonly (string | null)[],
  missing: readonly string[] = []
): string[] {
  if (reading.kind === 'text') return []
  const [reads, holds] = [readsText(reading), holdsDigits(reading)]
  return answersOf(values, missing).filter((value) => !(reads(value) && holds(value)))
}

/** The present texts of a sample that do not mean "no answer". */
export function answersOf(values: readonly (string | null)[], missing: readonly string[] = []): string[] {
  const said = new Set(missing.map((word) => word.trim()))
  return values.filter((value): value is string => value !== null && value.trim() !== '' && !said.has(value.trim()))
}

/** Whether a reading takes a text, with fewer digits than it was written with: read, and rounded. */
export function roundsText(reading: TextReading, text: string): boolean {
  return readsText(reading)(text) && !holdsDigits(reading)(text)
}
