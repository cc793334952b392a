import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { ident } from '../sql'
import type { Table } from '../tables'
import type { ColumnLook } from './look'
import { readKey, type FoundKey } from './read-key'

/** Columns tried together, and exact counts made, at most. */
const TRIED_COLUMNS = 12
const TRIED_EXACTLY = 12
const SAMPLE = 20_000
const LIKELY = 0.45

/**
 * Pairs, then triples of columns that tell all rows apart. Only what has enough combinations and shows no repeat among the
 * first rows is counted exactly; nothing that holds a smaller key is told.
 */
export async function findCompositeKeys(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<FoundKey[]> {
  const columns = looks
    .filter(({ use, present, about }) => use !== 'none' && present === table.rows && about > 1)
    .sort((a, b) => Number(b.named) - Number(a.named) || b.about - a.about)
    .slice(0, TRIED_COLUMNS)
  for (const size of [2, 3]) {
    const found = await firstKeys(connection, table, combinations(columns, size), signal)
    if (found.length) return found
  }
  return []
}

async function firstKeys(
  connection: Connection,
  table: Table,
  tried: readonly ColumnLook[][],
  signal?: AbortSignal
): Promise<FoundKey[]> {
  const found: FoundKey[] = []
  const enough = tried.filter((looks) => looks.reduce((product, { about }) => product * about * 1.2, 1) >= table.rows)
  const likely = enough.map((looks) => ({ looks, score: likeness(looks) })).sort((a, b) => b.score - a.score)
  let counted = 0
  for (const { looks, score } of likely) {
    if (score < LIKELY || counted >= TRIED_EXACTLY) break
    throwIfCancelled(signal)
    if (await repeatsEarly(connection, table, looks, signal)) continue
    counted++
    const key = await readKey(
      connection,
      table,
      looks.toSorted((a, b) => a.place - b.place),
      score,
      signal
    )
    if (key.unique) found.push(key)
  }
  return found.slice(0, 3)
}

async function repeatsEarly(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<boolean> {
  const names = looks.map(({ column }) => ident(column.name)).join(', ')
  const repeated = await connection.rows(
    `SELECT 1 AS found FROM (SELECT ${names} FROM ${table.sql} LIMIT ${SAMPLE}) GROUP BY ${names} HAVING count(*) > 1 LIMIT 1`,
    { signal }
  )
  return repeated.length > 0
}

/** Identifiers and days make a key together; measures and long texts only tell rows apart by chance. */
function likeness(looks: readonly ColumnLook[]): number {
  const each = looks.map(({ named, use, words, digits }) =>
    named ? 1 : use === 'part' ? 0.7 : digits > 0.5 ? 0.3 : words <= 1.5 ? 0.5 : 0.2
  )
  return 0.85 * (each.reduce((sum, one) => sum + one, 0) / each.length) - 0.05 * (looks.length - 2)
}

function combinations(columns: readonly ColumnLook[], size: number): ColumnLook[][] {
  if (size === 0) return [[]]
  return columns.flatMap((column, place) =>
    combinations(columns.slice(place + 1), size - 1).map((rest) => [column, ...rest])
  )
}
