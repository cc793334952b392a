import type { AppliedJoin, Cardinality, JoinKeys, KeyDifference, Link } from '../../../contract'
import { formatPercent, middleCut, type useText, visibleText } from '../../parts'
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

export function leftOf({ on }: Pick<JoinKeys, 'on'>): string {
  return on.map(({ left }) => visibleText(left, 60)).join(' + ')
}

export function rightOf({ on }: Pick<JoinKeys, 'on'>): string {
  return on.map(({ right }) => visibleText(right, 60)).join(' + ')
}

export function shareInWords(link: Link): string {
  const share = shareOf(link)
  return share === null ? '–' : formatShare(share)
}

const NAMED = 4

/** The columns that a join brought, by the names that they have now; a few, and how many more. */
export function columnsInWords({ columns }: Pick<AppliedJoin, 'columns'>, t: T): string {
  if (!columns.length) return t('noColumns')
  const named = columns.slice(0, NAMED).map(({ as }) => middleCut(visibleText(as, 120), 32))
  const rest = columns.length - named.length
  return rest > 0 ? `${named.join(', ')} ${t('andMore', { count: rest })}` : named.join(', ')
}

/** Whether a join goes by the columns of a link, from either side. */
export function isJoinOf(join: AppliedJoin, { from, to, on }: Pick<Link, 'from' | 'to' | 'on'>): boolean {
  const has = (left: string, right: string): boolean =>
    join.on.some((pair) => pair.left === left && pair.right === right)
  if (join.on.length !== on.length) return false
  if (join.left === from.name && join.right === to.name) return on.every(({ left, right }) => has(left, right))
  return join.left === to.name && join.right === from.name && on.every(({ left, right }) => has(right, left))
}
