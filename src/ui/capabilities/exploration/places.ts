import type { Blind, TableRef } from '../../../contract'
import { go, tableParam } from '../../app/route'
import { setFilter } from '../facets'

/** Opens a column in Explorer, its profile unfolded. */
export function openColumn(table: TableRef, column: string): void {
  go('explore', { table: tableParam(table), column })
}

/** Shows the rows of some dates in Explorer: from a day up to but without another. */
export function openPeriod(table: TableRef, column: string, from: string, to: string): void {
  setFilter(table, {
    all: [
      { column, op: '>=', values: [from] },
      { column, op: '<', values: [to] }
    ]
  })
  go('explore', { table: tableParam(table) })
}

/** Goes where a blind spot can be looked at. */
export function openBlind(blind: Blind): void {
  if (blind.kind === 'table') return go('explore', { table: tableParam(blind.table) })
  if (blind.kind === 'period') return openPeriod(blind.table, blind.column, blind.from, blind.to)
  if (blind.kind === 'column') return openColumn(blind.table, blind.column)
  go('satisfaction', { table: tableParam(blind.table), segment: JSON.stringify([blind.column]) })
}
