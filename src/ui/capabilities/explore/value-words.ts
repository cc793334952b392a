import type { ColumnFigure, ColumnProfile } from '../../../contract'
import { formatNumber, valueWord } from '../../parts'
import { cellText } from '../../parts/grid'

/** A frequent value, which the engine gives as SQL writes it, as it is shown in the grid: numbers by locale and exact. */
export function topValueWord(value: string, family: ColumnProfile['family']): string {
  if (family !== 'number' || !/^-?\d+(\.\d+)?$/.test(value)) return valueWord(value, family === 'boolean')
  const [whole = '0', fraction] = value.replace(/\.0$/, '').split('.')
  const point = formatNumber(0.5).charAt(1)
  const head = (value.startsWith('-') ? '−' : '') + cellText(BigInt(whole.replace('-', '')), null)
  return fraction === undefined ? head : head + point + fraction
}

/** How many rows a count of a column is a share of: of all where it counts missing values, else of those with a value. */
export function countedAmong(figure: ColumnFigure, column: Pick<ColumnProfile, 'rows' | 'missing'>): number {
  return figure === 'missing' ? column.rows : Math.max(1, column.rows - column.missing)
}
