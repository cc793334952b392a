import type { ColumnSpec } from '../spec-exports'
import { formatDate } from './dates'
import type { Value } from './model'

/** Writes a clean value as its column shows it, with this decimal sign; nothing for what is missing. */
export function formatValue(value: Value, column: ColumnSpec, decimal: ',' | '.'): string {
  if (value === null) return ''
  if (typeof value !== 'number') return String(value)
  if (column.date) return formatDate(value, column.date)
  const digits = column.digits === undefined ? String(value) : value.toFixed(column.digits)
  return digits.replace('.', decimal) + (column.suffix ?? '')
}

/** One line of a delimited file: what holds the separator, a quote or a line break is quoted. */
export function formatLine(cells: readonly string[], separator: string): string {
  return cells.map((cell) => quoteCell(cell, separator)).join(separator)
}

function quoteCell(cell: string, separator: string): string {
  if (!cell.includes(separator) && !/["\r\n]/.test(cell)) return cell
  return `"${cell.replaceAll('"', '""')}"`
}
