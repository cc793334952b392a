import { quotedIdentifier, quotedString } from '@duckdb/node-api'
import type { TableRef } from '../../contract'

/** A column, table or schema name as SQL: always quoted, whatever it holds. */
export const ident = quotedIdentifier

/** A text as an SQL literal. */
export const text = quotedString

/** Any scalar as an SQL literal; numbers keep their shortest exact form. */
export function literal(value: string | number | bigint | boolean | null): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `'${value}'::DOUBLE`
  return String(value)
}

/** A table of the project as SQL. */
export function tableName(ref: TableRef): string {
  return `${ident(ref.schema)}.${ident(ref.name)}`
}
