import type { KeyCandidate } from '../../contract'
import type { Connection } from '../db'
import { ident } from '../sql'
import type { Table } from '../tables'
import { keyEvidence } from './evidence'
import type { ColumnLook } from './look'

/** A key, and the looks at its columns. */
export type FoundKey = KeyCandidate & { looks: readonly ColumnLook[] }

/** Counts exactly how far some columns are from being a key. */
export async function readKey(
  connection: Connection,
  table: Table,
  looks: readonly ColumnLook[],
  score: number,
  signal?: AbortSignal
): Promise<FoundKey> {
  const sql = countKeySql(table.sql, namesOf(looks))
  const [row] = await connection.rows<{ present: number; distinct_values: number }>(sql, { signal })
  const present = row?.present ?? 0
  const counts = { missing: table.rows - present, duplicates: present - (row?.distinct_values ?? 0) }
  return asKey(table, looks, score, counts)
}

/** The key of columns that are known to be without gaps and repeats. */
export function uniqueKey(table: Table, looks: readonly ColumnLook[], score: number): FoundKey {
  return asKey(table, looks, score, { missing: 0, duplicates: 0 })
}

function asKey(
  table: Table,
  looks: readonly ColumnLook[],
  score: number,
  { missing, duplicates }: Pick<KeyCandidate, 'missing' | 'duplicates'>
): FoundKey {
  const columns = namesOf(looks)
  const unique = table.rows > 0 && duplicates === 0 && missing === 0
  return {
    table: table.ref,
    columns,
    rows: table.rows,
    missing,
    duplicates,
    unique,
    score: unique ? score : score * 0.9,
    weak: false,
    evidence: keyEvidence(table, columns, duplicates),
    looks
  }
}

function namesOf(looks: readonly ColumnLook[]): string[] {
  return looks.map(({ column }) => column.name)
}

/** Rows where all columns hold something, and how many different ones these are. */
function countKeySql(table: string, columns: readonly string[]): string {
  const names = columns.map(ident)
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ')
  return `SELECT coalesce(sum(n), 0)::BIGINT AS present, count(*) AS distinct_values
FROM (SELECT count(*) AS n FROM ${table} WHERE ${present} GROUP BY ${names.join(', ')})`
}
