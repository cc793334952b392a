import type { Link } from '../../contract'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import type { Table } from '../tables'
import { findCompositeKeys } from './composite-keys'
import type { ColumnLook } from './look'
import { isUnsure, keyPlausibility, STRONG, WEAK } from './plausibility'
import { readKey, uniqueKey, type FoundKey } from './read-key'
import { isLoose, LOOSELY, NEARLY } from './repeated-keys'
import { goUpwards, seenToRepeat } from './repeats'

/** Unique columns less plausible than this may not even be referred to. */
const LEAST = 0.29
/** What a column of another table that refers to a key adds to its plausibility. */
const REFERRED = 0.25
const MOST_WEAK = 3

/**
 * Every column that may be a key of a table, then the pairs and triples. Estimates only leave out; every count told is
 * exact. What is told of them is chosen by `toldKeys` once the links are known.
 */
export async function findKeys(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<FoundKey[]> {
  const found: FoundKey[] = []
  const unique = new Set<ColumnLook>()
  for (const { look, score, isUnique } of await promising(connection, table, looks, signal)) {
    throwIfCancelled(signal)
    const counted = isUnique ? uniqueKey(table, [look], score) : await readKey(connection, table, [look], score, signal)
    const key = { ...counted, looks: [{ ...look, about: table.rows - counted.missing - counted.duplicates }] }
    if (key.duplicates === 0) unique.add(look)
    const nearly = look.named && key.duplicates <= LOOSELY * look.present && key.missing <= NEARLY * table.rows
    if (key.unique || nearly) found.push(key)
  }
  const strong = found.filter((key) => key.score >= STRONG && !isLoose(key))
  const hasKey = strong.some((key) => !key.looks.every(isUnsure))
  const others = looks.filter((look) => !unique.has(look))
  const isDoubted = !hasKey && strong.length > 0
  const composites = await findCompositeKeys(connection, table, { looks: others, hasKey, isDoubted }, signal)
  const sure = composites.length ? found.map((key) => (key.looks.every(isUnsure) ? lowered(key) : key)) : found
  return [...sure, ...composites]
}

/** Numbers that may be without repeats by chance, beside columns that tell rows apart where chance would not. */
function lowered(key: FoundKey): FoundKey {
  return { ...key, score: Math.min(key.score, WEAK) }
}

interface Promising {
  look: ColumnLook
  score: number
  /** Known already. */
  isUnique: boolean
}

/** The columns that have to be counted: plausible, nearly as many values as rows, and not seen to repeat unless their name says that they identify. */
async function promising(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<Promising[]> {
  const likely = looks.flatMap((look) => {
    const { use, present, about } = look
    // The estimate errs by a fifth at most.
    if (use !== 'key' || present < 2 || about < 0.75 * present || present < (1 - NEARLY) * table.rows) return []
    const score = keyPlausibility(look)
    return score < LEAST ? [] : [{ look, score }]
  })
  const names = likely.map(({ look }) => look.column.name)
  const upwards = await goUpwards(connection, table, names, signal)
  const others = names.filter((_, place) => !upwards[place])
  const repeating = await seenToRepeat(
    connection,
    table,
    others.map((name) => [name]),
    signal
  )
  const repeats = new Set(others.filter((_, place) => repeating[place]))
  return likely
    .map((one, place) => ({ ...one, isUnique: upwards[place] === true }))
    .filter(({ look }) => look.named || !repeats.has(look.column.name))
}

/**
 * The keys worth telling, best first: plausible ones, or referred to by another table, those that repeat more than now and then
 * only if they are referred to; only where a table has none of these, a few weak candidates, the likely ones if there are any.
 */
export function toldKeys(keys: readonly FoundKey[], links: readonly Pick<Link, 'to' | 'on' | 'score'>[]): FoundKey[] {
  const weighed = keys.flatMap((key) => {
    const best = Math.max(0, ...links.filter((link) => refersTo(link, key)).map(({ score }) => score))
    if (isLoose(key) && !best) return []
    const score = Math.min(1, key.score + (best >= 0.6 ? REFERRED : 0))
    return { ...key, score, weak: score < STRONG * (key.unique ? 1 : 0.9) }
  })
  const tables = [...new Set(keys.map(({ table }) => table.name))]
  return tables.flatMap((name) => {
    const own = weighed.filter(({ table }) => table.name === name).sort(byScore)
    const strong = own.filter(({ weak }) => !weak)
    if (strong.length) return strong
    const likely = own.filter(({ score }) => score >= WEAK)
    return (likely.length ? likely : own.filter(isUniqueText)).slice(0, MOST_WEAK)
  })
}

/** Names of things are now and then all there is to tell them apart; numbers without repeats say nothing. */
function isUniqueText({ unique, looks }: FoundKey): boolean {
  return unique && looks.every(({ digits }) => digits <= 0.5)
}

function refersTo({ to, on }: Pick<Link, 'to' | 'on'>, { table, columns }: FoundKey): boolean {
  return to.name === table.name && on.length === columns.length && on.every(({ right }) => columns.includes(right))
}

function byScore(a: FoundKey, b: FoundKey): number {
  return b.score - a.score || (a.looks[0]?.place ?? 0) - (b.looks[0]?.place ?? 0)
}
