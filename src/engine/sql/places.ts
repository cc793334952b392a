import type { ColumnInfo } from '../../contract'
import { ident } from './quote'

/** True where a column of the user's is called as DuckDB calls the place of a row, which it then hides. */
export function hidesRowid(columns: readonly Pick<ColumnInfo, 'name'>[]): boolean {
  return columns.some(({ name }) => name.toLowerCase() === 'rowid')
}

/** What evidence selects of a table: every column, behind the place of the row where that can be told. */
export function placedList(columns: readonly Pick<ColumnInfo, 'name'>[]): string {
  return hidesRowid(columns) ? '*' : 'rowid, *'
}

/** The rows of a table with the place of each, counted where a column of the user's hides it. */
export interface PlacedRows {
  /** For `FROM`. */
  from: string
  /** Expression over `from` that tells rows apart and stands in their order. */
  place: string
  /** Every column of the table and no other, for `SELECT`. */
  all: string
}

export function placedRows(sql: string, columns: readonly Pick<ColumnInfo, 'name'>[]): PlacedRows {
  return hidesRowid(columns) ? countedRows(sql, columns) : { from: sql, place: 'rowid', all: '*' }
}

/** Rows of a table with their place among themselves, from 0. */
export function countedRows(sql: string, columns: readonly Pick<ColumnInfo, 'name'>[]): PlacedRows {
  let name = '~place'
  while (columns.some((column) => column.name.toLowerCase() === name)) name += '~'
  const place = ident(name)
  return {
    from: `(SELECT *, row_number() OVER (${hidesRowid(columns) ? '' : 'ORDER BY rowid'}) - 1 AS ${place} FROM ${sql})`,
    place,
    all: `* EXCLUDE (${place})`
  }
}
