import { clock } from './clock'
import { vectorBytes } from './piece'
import type { Reader } from './rendered'

/** DuckDB's greatest offset, 15:59:59; offsets are stored as the distance below it. */
const MAX_OFFSET_SECONDS = 16 * 3600 - 1

/**
 * TIME WITH TIME ZONE as text, `12:00:00+05:30`: Arrow has no time of day with an offset. DuckDB's words, but for offsets of
 * no minutes and some seconds: DuckDB writes `+05:00:07` as `+05:07`, which reads back as seven minutes; here it stays whole.
 */
export const readZonedTime: Reader = (piece) => {
  const bytes = vectorBytes(piece, 8)
  const bits = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  return (item) => zonedTimeText(bits[item]!)
}

/** Text of 40 bits of microseconds over 24 bits of offset. */
export function zonedTimeText(bits: bigint): string {
  const offset = MAX_OFFSET_SECONDS - Number(bits & 0xffffffn)
  const text = clock(BigInt(Math.abs(offset)), 0)
    .replace(/^(..):00:00$/, '$1')
    .replace(/^(..:..):00$/, '$1')
  return `${clock(bits >> 24n, 6)}${offset < 0 ? '-' : '+'}${text}`
}
