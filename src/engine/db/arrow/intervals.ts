import { clock } from './clock'
import { vectorWords } from './piece'
import type { Reader } from './rendered'

/** INTERVAL in DuckDB's words: `1 year 2 months -3 days 04:05:06.7`. Arrow's own interval counts nanoseconds and would overflow. */
export const readInterval: Reader = (piece) => {
  const words = vectorWords(piece, 16)
  return (item) => {
    const [months, days, low, high] = words.subarray(item * 4, item * 4 + 4)
    return intervalText(months!, days!, (BigInt(high!) << 32n) | BigInt(low! >>> 0))
  }
}

/** Months, days and microseconds, each with its own sign, in DuckDB's words. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const parts = [counted(Math.trunc(months / 12), 'year'), counted(months % 12, 'month'), counted(days, 'day')].filter(
    Boolean
  )
  if (micros !== 0n || parts.length === 0) parts.push(micros < 0n ? `-${clock(-micros, 6)}` : clock(micros, 6))
  return parts.join(' ')
}

function counted(value: number, unit: string): string {
  return value === 0 ? '' : `${value} ${unit}${Math.abs(value) === 1 ? '' : 's'}`
}
