import type { ColumnInfo } from '../../../contract'
import { isNumericType } from './cell-text'

/** Widths to begin with, in pixels: by the name's length and what the type needs. */
export function firstWidths(columns: readonly ColumnInfo[]): number[] {
  return columns.map(({ name, type }) => Math.min(280, Math.max(needOf(type), 56 + 7.2 * Math.min(name.length, 40))))
}

/** A width that stays readable and on the screen. */
export function clampWidth(width: number): number {
  return Math.round(Math.max(40, Math.min(1200, width)))
}

function needOf(type: string): number {
  if (isNumericType(type)) return /HUGEINT|DECIMAL/i.test(type) ? 128 : 112
  if (/^TIMESTAMP/i.test(type)) return 188
  if (/^(DATE|TIME|BOOL)/i.test(type)) return 104
  return 160
}
