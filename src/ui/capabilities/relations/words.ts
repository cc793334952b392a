import type { Cardinality, KeyDifference, Link } from '../../../contract'
import { formatPercent, type useText, visibleText } from '../../parts'
import type { text } from './text'

export type T = ReturnType<typeof useText<keyof typeof text.keys>>

/** How many rows one value stands on at each side, in words. */
export function cardinalityInWords(cardinality: Cardinality, t: T): string {
  const keys = { '1:1': 'one-one', 'n:1': 'many-one', '1:n': 'one-many', 'n:m': 'many-many' } as const
  return t(keys[cardinality])
}

export function differencesInWords(differences: readonly KeyDifference[], t: T): string {
  return differences.map((difference) => t(difference)).join(', ')
}

/** A share that reads 100 % only where nothing is left out. */
export function formatShare(share: number): string {
  return formatPercent(share < 1 ? Math.min(share, 0.999) : share)
}

/** Share of the rows with a value that are found; null where no row has one. */
export function shareOf({ matchedRows, present }: Link): number | null {
  return present ? matchedRows / present : null
}

export function leftOf({ on }: Link): string {
  return on.map(({ left }) => visibleText(left, 60)).join(' + ')
}

export function rightOf({ on }: Link): string {
  return on.map(({ right }) => visibleText(right, 60)).join(' + ')
}

export function shareInWords(link: Link): string {
  const share = shareOf(link)
  return share === null ? '–' : formatShare(share)
}
