import type { Link } from '../../contract'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { hints } from '../profile'
import type { Table } from '../tables'
import { chanceOf, UNLIKELY } from './chance'
import { asCandidate, partLikeness, readComposite } from './composite-links'
import { comparable } from './key-sql'
import type { LinkFacts } from './link-facts'
import type { ColumnLook } from './look'
import { measures, WEAK } from './plausibility'
import type { FoundKey } from './read-key'
import { sampledHits } from './sampled-hits'
import { weighLink, type LinkScore } from './score'

/** A column that holds, as far as a sample tells, nothing but values of a part of a key. */
interface Part {
  from: Table
  key: FoundKey
  foreign: ColumnLook
  target: ColumnLook
  likeness: number
  /** It would be evidence of a link alone. */
  strong: boolean
}

interface Looked {
  table: Table
  looks: readonly ColumnLook[]
}

type Found = { facts: LinkFacts; score: LinkScore }

const LIKE = 0.6
/** Share of the sampled values that the key's column must hold, by what else speaks for it. */
const HELD = { named: 0.9, strong: 0.95, other: 0.98 }
/** Columns tried for one part of a key in one table, keys tried, and links counted exactly, at most. */
const MOST_COLUMNS = 12
const MOST_KEYS = 40
const MOST_COUNTED = 60
const MOST_SETS = 4
/** Share of the rows and of the different values of a link that must be found, and how many of these there must be. */
const ROWS_FOUND = 0.9
const VALUES_FOUND = 0.8
const LEAST_VALUES = 6
/** Two ways to read one link that are nearer than this are no proposal. */
const APART = 0.02

/**
 * Links to keys of several columns that the names do not tell: each column must hold values of its part of the key, at least one
 * so that it would be evidence alone, then all together. Small whole numbers hold each other's values and count only
 * where they are named alike; months and days, which all tables share, only beside another. Tables that are linked already
 * are left alone. After Zhang et al., PVLDB 2010: the inclusions of single columns first, since they bound that of the set.
 */
export async function compositesByValues(
  connection: Connection,
  tables: readonly Looked[],
  { keys, linked }: { keys: readonly FoundKey[]; linked: readonly Pick<Link, 'from' | 'to'>[] },
  signal?: AbortSignal
): Promise<Found[]> {
  const tried = keys
    .filter(({ looks, unique, score }) => looks.length > 1 && unique && score >= WEAK)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_KEYS)
  const pairs = tried.flatMap((key) =>
    tables
      .filter(({ table: { ref } }) => ref.name !== key.table.name && !linked.some(joins(ref.name, key.table.name)))
      .flatMap(({ table, looks }) => partsTried(key, table, looks))
  )
  const held = (await sampledHits(connection, pairs, signal)).flatMap(({ pair, hits }) => {
    const { foreign, target } = pair
    const share = hits.plain / Math.max(1, hits.tried)
    const strong = share >= HELD.strong && isEvidence(pair)
    const least = strong ? HELD.strong : pair.likeness >= LIKE ? HELD.named : HELD.other
    return share >= least && (strong || mayAccompany(foreign, target, pair.likeness)) ? [{ ...pair, strong }] : []
  })
  const found: Found[] = []
  let counted = 0
  for (const key of tried)
    for (const { table } of tables) {
      throwIfCancelled(signal)
      const own = held.filter((part) => part.key === key && part.from === table)
      const sets = setsOf(key, own)
      counted += sets.length
      if (counted > MOST_COUNTED) return bestOfTables(found)
      const best = await onlyReading(connection, tables, sets, signal)
      if (best) found.push(best)
    }
  return bestOfTables(found)
}

function joins(one: string, other: string): (link: Pick<Link, 'from' | 'to'>) => boolean {
  return ({ from, to }) => [from.name, to.name].includes(one) && [from.name, to.name].includes(other)
}

/** The columns of a table that may hold values of each part of a key; none where a part has no such column. */
function partsTried(key: FoundKey, from: Table, looks: readonly ColumnLook[]): Omit<Part, 'strong'>[] {
  const byPart = key.looks.map((target) =>
    looks
      .map((foreign) => ({ from, key, foreign, target, likeness: partLikeness(foreign, target) }))
      .filter(({ foreign, likeness }) => mayHold(foreign, target, likeness))
      .sort((a, b) => b.likeness - a.likeness || a.foreign.place - b.foreign.place)
      .slice(0, MOST_COLUMNS)
  )
  return byPart.every(({ length }) => length > 0) ? byPart.flat() : []
}

function mayHold(foreign: ColumnLook, target: ColumnLook, likeness: number): boolean {
  if (foreign.use === 'none' || foreign.about < 2 || foreign.about > 1.5 * target.about + 2) return false
  if (!comparable(foreign.column.type, target.column.type) && foreign.digits > 0.5 !== target.digits > 0.5) return false
  return likeness >= LIKE || mayAccompany(foreign, target, likeness) || chanceOf(foreign, target) < UNLIKELY
}

/** Whether what a column holds would be evidence of a link without the others. */
function isEvidence({ foreign, target, likeness }: Omit<Part, 'strong'>): boolean {
  if (foreign.about < 5 || isTime(foreign) || isTime(target)) return false
  if (likeness >= LIKE) return true
  if (foreign.digits > 0.5) return !measures(foreign) && chanceOf(foreign, target) < UNLIKELY
  return isTelling(foreign) && !hints(target.called, 'name')
}

/** Whether a column may stand beside one that is evidence. */
function mayAccompany(foreign: ColumnLook, target: ColumnLook, likeness: number): boolean {
  if (likeness >= LIKE || (isTime(foreign) && isTime(target))) return true
  return foreign.digits <= 0.5 && foreign.about >= 3 && isTelling(foreign)
}

/** Grades, letters and the like are in many columns that mean different things. */
function isTelling({ digits, length }: ColumnLook): boolean {
  return digits <= 0.5 && length >= 3
}

/** Whether a column counts time: days, months such as 2025-07 or 202507, years. */
function isTime({ use, periods, span, called }: ColumnLook): boolean {
  if (use === 'part' || periods > 0.8) return true
  if (!span) return false
  const [low, high] = span
  return (low >= 190_001 && high <= 209_912) || (low >= 1900 && high <= 2100 && hints(called, 'year'))
}

/** The sets that take one column for each part of a key, the likeliest first. */
function setsOf(key: FoundKey, parts: readonly Part[]): Part[][] {
  let sets: Part[][] = [[]]
  for (const target of key.looks) {
    const own = parts.filter((part) => part.target === target)
    sets = sets.flatMap((set) =>
      own.filter(({ foreign }) => !set.some((part) => part.foreign === foreign)).map((part) => [...set, part])
    )
  }
  return sets
    .filter((set) => set.some(({ strong }) => strong))
    .sort((a, b) => likenessOf(b) - likenessOf(a))
    .slice(0, MOST_SETS)
}

function likenessOf(set: readonly Part[]): number {
  return set.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, set.length)
}

/** The set whose values are found together; none where another says as much. */
async function onlyReading(
  connection: Connection,
  tables: readonly Looked[],
  sets: readonly Part[][],
  signal?: AbortSignal
): Promise<Found | null> {
  const read: (Found & { told: number })[] = []
  for (const set of sets) {
    const [first] = set
    if (!first) continue
    const on = set.map(({ foreign, target }) => ({ left: foreign, right: target }))
    const facts = await readComposite(connection, tables, { from: first.from, key: first.key, on }, signal)
    const candidate = asCandidate({ from: first.from, key: first.key, on, likeness: likenessOf(set) })
    if (!facts || !candidate || !isFound(facts)) continue
    // Beside a link of the same columns that names tell, this one gives way.
    const likeness = Math.min(...set.map((part) => part.likeness))
    const score = { ...weighLink(candidate, facts), likeness }
    read.push({ facts, score, told: facts.matchedRows / facts.present + likenessOf(set) })
  }
  const [best, next] = read.sort((a, b) => b.told - a.told)
  return best && (!next || best.told - next.told >= APART) ? { facts: best.facts, score: best.score } : null
}

function isFound({ values, orphanValues, present, matchedRows }: LinkFacts): boolean {
  return values >= LEAST_VALUES && matchedRows >= ROWS_FOUND * present && values - orphanValues >= VALUES_FOUND * values
}

/** One link from a table to another: the best. */
function bestOfTables(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => b.score.rank - a.score.rank)
  return sorted.filter(
    ({ facts: { from, to } }, place) =>
      !sorted.slice(0, place).some(({ facts }) => facts.from.name === from.name && facts.to.name === to.name)
  )
}
