import { type DataType, Float64, Type } from 'apache-arrow'
import { locale } from '../i18n'
import { cellText, storedWord } from './cell-text'

/** Significant digits that people and files write; a double with more was computed. */
const MOST_WRITTEN = 12

/**
 * A value as the grid shows it in a row: as `cellText`, but that a computed double is rounded to what is read (`exact` then
 * tells it whole), and that thousands are grouped from four digits on where the column has longer numbers.
 */
export function shortCell(value: unknown, type: DataType | null, isLong: boolean): { shown: string; exact?: string } {
  const whole = cellText(value, type)
  if (!type || !isNumber(type)) return { shown: whole }
  const short = type.typeId === Type.Float && typeof value === 'number' ? rounded(value) : value
  const shown = short === value ? whole : cellText(short, type)
  return { shown: isLong ? grouped(shown) : shown, ...(shown === whole ? {} : { exact: whole }) }
}

/** The same of a value that the engine gives as SQL writes it, by its DuckDB type. */
export function shortWord(value: string, type: string): { shown: string; exact?: string } {
  if (!/^(DOUBLE|FLOAT|REAL)$/i.test(type)) return { shown: storedWord(value, type) }
  return shortCell(Number(value.replace(/inf$/, 'Infinity')), new Float64(), false)
}

/** True for a number with five digits or more before its decimal sign: beside it, shorter ones are grouped too. */
export function isLongNumber(value: unknown, type: DataType): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return value >= 10_000 || value <= -10_000
  return (
    value !== null &&
    value !== undefined &&
    /^−?\d{2,3}\D\d{3}(?!\d)|^−?\d{1,3}\D\d{3}\D\d{3}/.test(cellText(value, type))
  )
}

/** True for columns of numbers, whose values `isLongNumber` tells apart. */
export function isNumber({ typeId }: DataType): boolean {
  return typeId === Type.Int || typeId === Type.Float || typeId === Type.Decimal
}

function rounded(value: number): number {
  const digits = /^-?0*\.?0*(\d*)\.?(\d*)/.exec(String(value))
  if (!digits || `${digits[1]}${digits[2]}`.length <= MOST_WRITTEN) return value
  return Math.abs(value) >= 1 ? Number(value.toFixed(4)) : Number(value.toPrecision(4))
}

function grouped(text: string): string {
  return text.replace(/^(−?\d)(\d{3})(?!\d)/, `$1${separator()}$2`)
}

function separator(): string {
  const parts = new Intl.NumberFormat(locale(), { useGrouping: true }).formatToParts(10_000)
  return parts.find(({ type }) => type === 'group')?.value ?? ''
}
