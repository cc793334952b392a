import { setImmediate } from 'node:timers/promises'
import type { KeyDifference } from '../../contract'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { chanceOf, UNLIKELY } from './chance'
import { comparable } from './key-sql'
import type { ColumnLook } from './look'
import { nameLikeness } from './names'
import type { FoundKey } from './read-key'
import { sampledHits, type Hits } from './sampled-hits'
import { mayReferToOwn, selfLikeness } from './self-reference'

/** A column that may refer to a key, as far as names, ranges and a sample of its values tell. */
export interface Candidate {
  foreign: ColumnLook
  key: FoundKey
  target: ColumnLook
  likeness: number
  normalise: boolean
  differences: KeyDifference[]
}

/** Keys of one table that others are looked for to refer to. */
const MOST_KEYS = 100
/** Share of the sampled values that a key must hold. */
const HIT = 0.3
/** The same where names do not speak of each other. */
const CHANCE_HIT = 0.65

/**
 * Leaves out, before anything is counted exactly, the pairs of column and key that cannot be foreign keys: by type and shape,
 * by range, by name where values are bare numbers (which fall into each other's ranges by chance), then by a sample of
 * values looked up in the key. Cheap tests first, as in Zhang, Hadjieleftheriou, Ooi, Procopiuc and Srivastava, "On
 * multi-column foreign key discovery", PVLDB 2010.
 */
export async function findCandidates(
  connection: Connection,
  looks: readonly ColumnLook[],
  keys: readonly FoundKey[],
  signal?: AbortSignal
): Promise<Candidate[]> {
  const pairs: Pair[] = []
  for (const key of referredTo(keys, looks)) {
    throwIfCancelled(signal)
    // Of wide tables there are millions of pairs: other work goes on between them.
    await setImmediate()
    const [target] = key.looks
    if (target) for (const foreign of looks) if (mayRefer(foreign, target)) pairs.push({ foreign, key, target })
  }
  return (await sampledHits(connection, pairs, signal)).flatMap(({ pair, hits }) => asCandidate(pair, hits) ?? [])
}

/**
 * Keys of one column, of each table no more than may be told apart: of many columns without repeats in a few rows nearly all are by chance.
 * Those whose name another table has go before those that are the likelier keys.
 */
function referredTo(keys: readonly FoundKey[], looks: readonly ColumnLook[]): FoundKey[] {
  const tables = new Map<string, Set<ColumnLook['table']>>()
  for (const { table, column } of looks) {
    const name = column.name.toLowerCase()
    tables.set(name, (tables.get(name) ?? new Set()).add(table))
  }
  const isShared = ({ looks: [look] }: FoundKey): boolean =>
    (tables.get(look?.column.name.toLowerCase() ?? '')?.size ?? 0) > 1
  const byTable = new Map<string, FoundKey[]>()
  for (const key of keys) {
    const own = byTable.get(key.table.name) ?? []
    if (key.looks.length === 1) own.push(key)
    byTable.set(key.table.name, own)
  }
  return [...byTable.values()].flatMap((own) =>
    own.sort((a, b) => Number(isShared(b)) - Number(isShared(a)) || b.score - a.score).slice(0, MOST_KEYS)
  )
}

type Pair = Pick<Candidate, 'foreign' | 'key' | 'target'>

function asCandidate(pair: Pair, { tried, plain, exact, spaces, cases, zeros }: Hits): Candidate | null {
  const likeness = likenessOf(pair.foreign, pair.target)
  if (plain < (likeness < 0.5 ? CHANCE_HIT : HIT) * tried) return null
  const normalise = plain > exact
  const written = comparable(pair.foreign.column.type, pair.target.column.type) ? [] : ['type' as const]
  const overlooked = [
    ...(spaces ? ['spaces' as const] : []),
    ...(cases ? ['case' as const] : []),
    ...(zeros ? ['zeros' as const] : [])
  ]
  return { ...pair, likeness, normalise, differences: normalise ? [...written, ...overlooked] : written }
}

function mayRefer(foreign: ColumnLook, target: ColumnLook): boolean {
  if (foreign.use !== 'key' || foreign.about < 2) return false
  if (foreign.digits > 0.5 !== target.digits > 0.5) return false
  if (foreign.low !== null && target.low !== null) {
    const apart = foreign.low > (target.high ?? Infinity) || (foreign.high ?? -Infinity) < target.low
    if (apart) return false
  }
  // Far more values than the key has: at most a third of them could be found.
  if (foreign.about > 4 * target.about) return false
  if (isOwn(foreign, target)) return mayReferToOwn(foreign, target)
  // Bare numbers fall into each other's ranges by chance, counters most of all: names must speak of a key.
  return foreign.digits <= 0.5 || likenessOf(foreign, target) >= 0.6 || chanceOf(foreign, target) < UNLIKELY
}

/** Whether both are columns of one table: what refers may then name other rows of it. */
export function isOwn(foreign: ColumnLook, target: ColumnLook): boolean {
  return foreign.table === target.table
}

export function likenessOf(foreign: ColumnLook, target: ColumnLook): number {
  if (isOwn(foreign, target)) return selfLikeness(foreign, target)
  return nameLikeness(foreign.called, target.called, target.table.ref.name)
}
