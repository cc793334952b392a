import { clock, dateText, doubleText, timestampText } from '../../db'
import type { Dictionary, Variable } from './dictionary'

/** Print formats of moments (PSPP, "Variable Record"): days, days with a time, and lengths of time. */
const DAYS = new Set([20, 23, 24, 28, 29, 30, 38, 39])
const MOMENTS = new Set([22, 41])
const SPANS = new Set([21, 25, 40])

/** Seconds from 14 October 1582, where SPSS counts from, to 1970. */
const EPOCH = 12_219_379_200
/** The years 1582 to 9999; beyond these, a number is no date whatever its format says. */
const LATEST = 265_632_000_000

/** Reads the texts of a variable out of a case; numbers are read by `numberReader`. */
export function textReader({ parts }: Variable, { decoder }: Dictionary): (row: Buffer) => string {
  if (parts.length === 1) {
    const [from, bytes] = [parts[0]!.element * 8, parts[0]!.bytes]
    return (row) => decoder.text(row.subarray(from, from + bytes))
  }
  return (row) =>
    decoder.text(Buffer.concat(parts.map(({ element, bytes }) => row.subarray(element * 8, element * 8 + bytes))))
}

/** Reads the numbers of a variable out of a case. */
export function numberReader({ parts }: Variable, { little }: Dictionary): (row: Buffer) => number {
  const at = parts[0]!.element * 8
  return (row) => (little ? row.readDoubleLE(at) : row.readDoubleBE(at))
}

/** What a number means by its print format, where its size allows that. */
export type NumberKind = 'whole' | 'number' | 'day' | 'moment' | 'span'

/** The kind of a number of a variable; null for the system's missing value. */
export function numberKind(value: number, format: number): NumberKind | null {
  if (value === -Number.MAX_VALUE || Number.isNaN(value)) return null
  const dated = value > 0 && value < LATEST
  if (dated && DAYS.has(format)) return value % 86_400 === 0 ? 'day' : 'moment'
  if (dated && MOMENTS.has(format)) return 'moment'
  if (SPANS.has(format) && Math.abs(value) < LATEST) return 'span'
  return Number.isInteger(value) && Math.abs(value) < 1e15 && !Object.is(value, -0) ? 'whole' : 'number'
}

/** A number by its print format: moments as ISO, whole numbers without a point; null for the system's missing value. */
export function numberText(value: number, format: number, kind = numberKind(value, format)): string | null {
  switch (kind) {
    case null:
      return null
    case 'day':
      return dateText((value - EPOCH) / 86_400)
    case 'moment':
      return moment(value)
    case 'span': {
      const text = clock(hundredThousandths(Math.abs(value)), 5)
      return value < 0 ? `-${text}` : text
    }
    case 'whole':
      return String(value)
    case 'number':
      return doubleText(value)
  }
}

/** The kind of value that a print format promises, for a variable without any. */
export function promisedKind(format: number): NumberKind {
  if (DAYS.has(format)) return 'day'
  if (MOMENTS.has(format)) return 'moment'
  return SPANS.has(format) ? 'span' : 'number'
}

function moment(value: number): string {
  return timestampText(hundredThousandths(value) - BigInt(EPOCH) * 100_000n, 5)
}

/** Finer digits of a time counted from 1582 are noise of the double. */
function hundredThousandths(seconds: number): bigint {
  const whole = Math.floor(seconds)
  return BigInt(whole) * 100_000n + BigInt(Math.round((seconds - whole) * 100_000))
}
