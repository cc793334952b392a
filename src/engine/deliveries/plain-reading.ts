import type { TextReading } from '../../contract'
import { asWritten } from '../sources'

type NumberReading = Extract<TextReading, { kind: 'number' }>

/**
 * The reading of a column of texts that takes typed numbers too as their file has them, with a point and without unit; null
 * where such a point would part thousands.
 */
export function plainReading(reading: NumberReading, types: readonly string[]): NumberReading | null {
  const point = reading.decimal === ',' && types.some(hasDecimals)
  if (point && reading.grouping === '.') return null
  return { ...reading, ...(point ? { point } : {}), ...(needsUnit(reading) ? { bare: true } : {}) }
}

/** Writes typed numbers as the texts of a column are written, where no reading takes both. */
export function writtenIn(reading: NumberReading): (column: string, type: string) => string {
  return (column, type) => {
    const digits = asWritten(column, type)
    const marked = reading.decimal === ',' ? `replace(${digits}, '.', ',')` : digits
    return needsUnit(reading) ? `${marked} || ' ${(reading.unit ?? '').replaceAll("'", "''")}'` : marked
  }
}

function needsUnit({ unit, bare }: NumberReading): boolean {
  return unit !== null && bare !== true && isShare(unit)
}

/** Whether a number needs its sign to be read as a share. */
export function isShare(unit: string): boolean {
  return /^[%‰/]/.test(unit)
}

function hasDecimals(type: string): boolean {
  const [, scale] = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type) ?? []
  return type === 'DOUBLE' || type === 'FLOAT' || Number(scale ?? 0) > 0
}
