import type { ColumnFigure, ColumnProfile } from '../../../contract'

export { storedWord as topValueWord } from '../../parts/grid'

/** How many rows a count of a column is a share of: of all where it counts missing values, else of those with a value. */
export function countedAmong(figure: ColumnFigure, column: Pick<ColumnProfile, 'rows' | 'missing'>): number {
  return figure === 'missing' ? column.rows : Math.max(1, column.rows - column.missing)
}
