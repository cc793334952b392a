import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { hints } from '../profile'
import type { Table } from '../tables'
import { findCompositeKeys } from './composite-keys'
import type { ColumnLook } from './look'
import { readKey, type FoundKey } from './read-key'

/** Keys below this likeness to an identifier are not told. */
const LIKELY = 0.45
/** A key that repeats at most this share of its values is told as a near key. */
const NEARLY = 0.05

/**
 * The candidate keys of a table, best first: single columns, then pairs and triples where no single column does. Estimates
 * only leave out; every count told is exact. Features of a primary key after Jiang and Naumann, "Holistic primary key and
 * foreign key detection" (HoPF), J. Intell. Inf. Syst. 2020: name, place, width, and that measures and long texts are none.
 */
export async function findKeys(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<FoundKey[]> {
  const found: FoundKey[] = []
  for (const look of looks.toSorted((a, b) => likeness(b) - likeness(a) || a.place - b.place)) {
    if (!mayIdentify(look)) continue
    // Beside a true key, a counter without a name that says so tells nothing.
    if (!look.named && look.digits > 0.5 && found.length) continue
    throwIfCancelled(signal)
    const key = await readKey(connection, table, [look], likeness(look), signal)
    const nearly = look.named && key.duplicates <= NEARLY * look.present && key.missing <= NEARLY * table.rows
    if (key.unique || nearly) found.push(key)
  }
  if (!found.length) found.push(...(await findCompositeKeys(connection, table, looks, signal)))
  return found.sort((a, b) => b.score - a.score || (a.looks[0]?.place ?? 0) - (b.looks[0]?.place ?? 0))
}

/** How much a column looks like an identifier, were it unique: its name, its place, the shape of its values. */
function likeness({ named, place, digits, words, about, low, high }: ColumnLook): number {
  const dense = low !== null && high !== null && high - low + 1 <= 1.2 * about
  const code = digits < 0.5 && words <= 1.05
  return 0.35 + (named ? 0.35 : 0) + (place === 0 ? 0.15 : place < 3 ? 0.075 : 0) + (dense || code ? 0.15 : 0)
}

function mayIdentify(look: ColumnLook): boolean {
  const { use, present, about, table, named, digits, column } = look
  // The estimate errs by a fifth at most.
  if (use !== 'key' || present < 2 || about < 0.75 * present || present < (1 - NEARLY) * table.rows) return false
  if (likeness(look) < LIKELY) return false
  if (named) return true
  const measured = (['money', 'duration', 'age', 'percent', 'score', 'count', 'year'] as const).some((hint) =>
    hints(column.name, hint)
  )
  // Some dozen measures differ by chance.
  return !measured && (digits < 0.5 || table.rows >= 200 || look.place === 0)
}
