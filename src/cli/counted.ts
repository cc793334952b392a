import type { LocalizedText } from '../contract'
import { countOf } from '../engine/figure-text'

/** A count and its noun as a terminal shows it: `1 ligne`, `2 rows`, with a plain space between them. */
export function counted(n: number, fr: readonly [string, string], en: readonly [string, string]): LocalizedText {
  const count = countOf(n, fr, en)
  return { ...count, fr: count.fr.replace('\u00a0', ' ') }
}
