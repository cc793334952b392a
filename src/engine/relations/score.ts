import type { Link } from '../../contract'
import type { Candidate } from './candidates'
import type { LinkFacts } from './link-facts'

/**
 * How plausible a counted link is, 0 to 1; null where it is none. Inclusion alone is no foreign key: bare numbers need a name
 * that speaks of the key, few values need it more, years and yes/no need it wholly. Features after Rostin et al. (WebDB
 * 2009): inclusion, coverage, names, key-ness of the target, number of values.
 */
export function scoreLink(candidate: Candidate, facts: LinkFacts): number | null {
  const { foreign, target, likeness, key } = candidate
  const { values, orphanValues, present, matchedRows, keys, usedKeys } = facts
  if (!values || !present || !keys) return null
  const [inclusion, share] = [1 - orphanValues / values, matchedRows / present]
  if (Math.max(inclusion, share) < 0.5) return null
  if (likeness < needed(candidate, facts, Math.min(inclusion, share))) return null
  const coverage = usedKeys / keys
  const clean = 1 - Math.min(1, facts.keyDuplicates / keys)
  const score = 0.3 * share + 0.2 * inclusion + 0.25 * likeness + 0.1 * key.score + 0.1 * coverage + 0.05 * clean
  return foreign.named && target.named ? Math.min(1, score + 0.05) : score
}

/** The likeness of names that a link must have, by what its values could be by chance. */
function needed({ foreign }: Candidate, { values }: LinkFacts, inclusion: number): number {
  const { low, high } = foreign
  if (low !== null && high !== null && low >= 1900 && high <= 2100) return 0.9
  if (values <= 2) return 0.9
  if (foreign.digits > 0.5) return values <= 12 ? 0.8 : 0.6
  // Codes and names do not meet by chance where there are many.
  return inclusion >= 0.8 && values >= 10 ? 0 : 0.5
}

type Scored = Pick<Link, 'id' | 'from' | 'to' | 'on' | 'score' | 'present' | 'matchedRows' | 'usedKeys' | 'keys'>

/**
 * Leaves one link where several say the same: of two that point at each other the fuller one, and none that goes by way of
 * another table's copy of the key (a → b → c makes a → c of the same column the plain one). Best first.
 */
export function withoutRepeats<T extends Scored>(links: readonly T[]): T[] {
  const ordered = [...links].sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
  const oneWay = ordered.filter(
    (link, place) => !ordered.some((other, earlier) => earlier < place && isReverse(link, other))
  )
  return oneWay.filter((link) => !oneWay.some((onward) => isDetour(link, onward, oneWay)))
}

function isReverse(link: Scored, other: Scored): boolean {
  return (
    link.from.name === other.to.name &&
    link.to.name === other.from.name &&
    link.on.every(({ left, right }) => other.on.some((pair) => pair.left === right && pair.right === left))
  )
}

/** Whether the key that a link points at points on to another table, which the link's own columns point at as well. */
function isDetour(link: Scored, onward: Scored, all: readonly Scored[]): boolean {
  if (onward.from.name !== link.to.name || onward.to.name === link.from.name) return false
  const path = link.on.map(({ left, right }) => ({ left, right: onward.on.find((pair) => pair.left === right)?.right }))
  return all.some(
    (direct) =>
      direct !== link &&
      direct.from.name === link.from.name &&
      direct.to.name === onward.to.name &&
      direct.on.length === path.length &&
      path.every(({ left, right }) => direct.on.some((pair) => pair.left === left && pair.right === right))
  )
}
