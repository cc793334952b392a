import type { DuckDBMaterializedResult } from '@duckdb/node-api'

/** A value of a small result of ours: numbers where exact, lists as arrays, everything wider as DuckDB's text. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
export type Row = Record<string, Value>

/** Rows keyed by our own aliases; for results of at most some thousand rows. */
export async function rowsOf<T extends Row>(result: DuckDBMaterializedResult): Promise<T[]> {
  const names = result.columnNames()
  const rows = await result.getRows()
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, plain(row[index])])) as T)
}

function plain(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'object') {
    if ('items' in value && Array.isArray(value.items)) return value.items.map(plain)
    if ('entries' in value && value.entries && typeof value.entries === 'object' && !Array.isArray(value.entries)) {
      return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, plain(entry)]))
    }
    return decimalOrText(value)
  }
  return value as string | number | boolean
}

function decimalOrText(value: object): Value {
  if ('toDouble' in value && typeof value.toDouble === 'function') return value.toDouble() as number
  return String(value)
}
