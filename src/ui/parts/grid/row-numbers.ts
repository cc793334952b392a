import type { ColumnInfo, RowSource } from '../../../contract'
import { formatInteger } from '../format'
import type { PageCache } from './pages'

/**
 * Where evidence tells the place of each row in its table, counted from 0 (our queries select `rowid` first): the place of
 * that column. It is not shown as a value: rows bear the number that they have in their table. Null for other rows.
 */
export function placesColumn(source: RowSource, columns: readonly ColumnInfo[]): number | null {
  const isOurs = source.kind === 'query' && /^SELECT (?:[a-z]+\.)?rowid,/.test(source.sql)
  return isOurs && columns[0]?.name === 'rowid' && columns.length > 1 ? 0 : null
}

/** The number of a row, from 1: in its table where that is told, else among those shown; empty while it is coming. */
export function rowNumber(row: number, places: number | null, cache: PageCache): string {
  if (places === null) return formatInteger(row + 1)
  const cell = cache.cell(row, places)
  if (cell.state !== 'ready') return ''
  return typeof cell.value === 'bigint' || typeof cell.value === 'number' ? formatInteger(BigInt(cell.value) + 1n) : ''
}
