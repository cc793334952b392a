import type { Link } from '../../contract'
import { hints } from '../profile'
import { isOwn, type Candidate } from './candidates'
import { chanceOf, UNLIKELY } from './chance'
import type { LinkFacts } from './link-facts'
import { namesOwn } from './names'
import { isCode, measures } from './plausibility'
import { refersToOwn } from './own-rows'
import { isLoose, refersToLoose } from './repeated-keys'

/** How plausible a link is, 0 to 1, and what it is weighed by against others that say the same. */
export interface LinkScore {
  score: number
  rank: number
  likeness: number
}

/**
 * How plausible a counted link is; null where it is none. Inclusion alone is no foreign key: it must be one that names or
 * values make more than chance. Features after Rostin et al., "A machine learning approach to foreign key discovery" (WebDB
 * 2009): inclusion, coverage, names, key-ness of the target, number of values, how far they reach into the keys' range.
 * `ownRows` of a link within one table are those that name themselves.
 */
export function scoreLink(candidate: Candidate, facts: LinkFacts, ownRows = 0): LinkScore | null {
  const { foreign, target, likeness, key } = candidate
  const { values, orphanValues, present, matchedRows, keys } = facts
  if (!values || !present || !keys) return null
  const [inclusion, share] = [1 - orphanValues / values, matchedRows / present]
  if (Math.max(inclusion, share) < (key.looks.length > 1 ? 0.7 : 0.5)) return null
  if (isOwn(foreign, target) && !refersToOwn(candidate, facts, ownRows)) return null
  if (!isOwn(foreign, target) && likeness < needed(candidate, facts, Math.min(inclusion, share))) return null
  if (isLoose(key) && !refersToLoose(facts, likeness)) return null
  return weighLink(candidate, facts)
}

/** The score of a counted link that is one for reasons of its own. */
export function weighLink({ foreign, target, likeness, key }: Candidate, facts: LinkFacts): LinkScore {
  const { values, orphanValues, present, matchedRows, keys, usedKeys, orphanRows } = facts
  const [inclusion, share] = [1 - orphanValues / values, matchedRows / present]
  const coverage = usedKeys / keys
  const clean = 1 - Math.min(1, facts.keyDuplicates / keys)
  const sum = 0.3 * share + 0.2 * inclusion + 0.25 * likeness + 0.1 * key.score + 0.1 * coverage + 0.05 * clean
  const score = Math.min(1, foreign.named && target.named ? sum + 0.05 : sum)
  const home = namesOwn(target.called, target.table.ref.name)
  const rank = sum + (home ? 0.1 : 0) + (target.place === 0 ? 0.05 : 0) + (orphanRows ? 0 : 0.03)
  return { score, rank, likeness }
}

/** The likeness of names that a link must have, by what its values could be by chance. */
function needed(candidate: Candidate, { values, keys, usedKeys }: LinkFacts, inclusion: number): number {
  const { foreign, target, key } = candidate
  const { low, high } = foreign
  // A year or a price that a table has once each is no key.
  if (key.looks.length === 1 && measures(target)) return Infinity
  if (measures(foreign) || (low !== null && high !== null && low >= 1900 && high <= 2100)) return 0.9
  if (values <= 2) return keys <= 4 && inclusion === 1 ? 0.8 : 0.9
  if (foreign.digits > 0.5) {
    if (inclusion >= 0.95 && chanceOf(foreign, target) < UNLIKELY) return 0
    if (key.score < 0.5 || reachesLittle(candidate, usedKeys / keys)) return 0.9
    return values <= 12 ? 0.8 : 0.6
  }
  // Codes do not meet by chance where there are many; words do now and then, and names of people and things often.
  if (hints(target.called, 'name')) return 0.5
  return inclusion >= (isCode(foreign) ? 0.8 : 0.98) && values >= 10 ? 0 : 0.5
}

/** Whether numbers stand in a small part of the range of many keys only: a foreign key takes them from all over it. */
function reachesLittle({ foreign, target }: Candidate, coverage: number): boolean {
  if (foreign.low === null || foreign.high === null || target.low === null || target.high === null) return false
  const reach = (foreign.high - foreign.low + 1) / (target.high - target.low + 1)
  return target.about >= 50 && reach < 0.05 && coverage < 0.05
}

type Scored = Pick<Link, 'id' | 'from' | 'to' | 'on'> & LinkScore

/** A column that speaks of one table by its name does not refer to another whose name it bears less, by this much. */
const CLEARLY = 0.15

/**
 * Leaves one link where several say the same: of two that point at each other the fuller one, of several from the same
 * columns those that the names speak of (within one table a single one), and none that goes by way of another table's copy of the key (a → b → c makes a → c
 * of the same column the plain one). Best first.
 */
export function withoutRepeats<T extends Scored>(links: readonly T[]): T[] {
  const ordered = [...links].sort((a, b) => b.rank - a.rank || a.id.localeCompare(b.id))
  const meant = ordered.filter((link) => !ordered.some((other) => isMeantMore(other, link)))
  const oneWay = meant.filter(
    (link, place) => !meant.some((other, earlier) => earlier < place && isReverse(link, other))
  )
  const single = oneWay.filter(
    (link, place) => !oneWay.some((other, earlier) => earlier < place && isSameWithinTable(link, other))
  )
  return single.filter((link) => !single.some((onward) => isDetour(link, onward, single)))
}

function isMeantMore(other: Scored, link: Scored): boolean {
  return (
    other.from.name === link.from.name &&
    other.on.length === link.on.length &&
    other.on.every(({ left }) => link.on.some((pair) => pair.left === left)) &&
    other.likeness >= link.likeness + CLEARLY
  )
}

/** Whether two links of a table to itself are about the same column: it means one key, however many the table has. */
function isSameWithinTable(link: Scored, other: Scored): boolean {
  const names = [link.from.name, link.to.name, other.from.name, other.to.name]
  return new Set(names).size === 1 && link.on.every(({ left }) => other.on.some((pair) => pair.left === left))
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
  // Within one table nothing lies on the way.
  if (link.from.name === link.to.name) return false
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
