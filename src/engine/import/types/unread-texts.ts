import type { TextReading } from '../../../contract'
import { holdsWhole } from './held-whole'
import { readsText } from './reads-text'

/** The present texts of a sample that a reading would turn into nothing or into a value that holds but a part of them; `missing` are those that mean "no answer". */
export function unreadTexts(
  reading: TextReading,
  values: readonly (string | null)[],
  missing: readonly string[] = []
): string[] {
  if (reading.kind === 'text') return []
  const [reads, holds] = [readsText(reading), holdsWhole(reading)]
  return answersOf(values, missing).filter((value) => !(reads(value) && holds(value)))
}

/** The present texts of a sample that do not mean "no answer". */
export function answersOf(values: readonly (string | null)[], missing: readonly string[] = []): string[] {
  const said = new Set(missing.map((word) => word.trim()))
  return values.filter((value): value is string => value !== null && value.trim() !== '' && !said.has(value.trim()))
}

/** Whether a reading takes a text in part: a number with fewer digits than were written, a day without its time. */
export function readsInPart(reading: TextReading, text: string): boolean {
  return readsText(reading)(text) && !holdsWhole(reading)(text)
}
