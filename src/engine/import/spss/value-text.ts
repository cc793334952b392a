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

/** Reads the values of a variable out of a case; null where it has none. */
export function valueReader(variable: Variable, { little, decoder }: Dictionary): (row: Buffer) => string | null {
  const { parts, width, format } = variable
  if (width === 0) {
    const at = parts[0]!.element * 8
    return (row) => numberText(little ? row.readDoubleLE(at) : row.readDoubleBE(at), format)
  }
  if (parts.length === 1) {
    const [from, bytes] = [parts[0]!.element * 8, parts[0]!.bytes]
    return (row) => decoder.text(row.subarray(from, from + bytes))
  }
  return (row) =>
    decoder.text(Buffer.concat(parts.map(({ element, bytes }) => row.subarray(element * 8, element * 8 + bytes))))
}

/** A number by its print format: moments as ISO, whole numbers without a point; null for the system's missing value. */
export function numberText(value: number, format: number): string | null {
  if (value === -Number.MAX_VALUE || Number.isNaN(value)) return null
  const dated = value > 0 && value < LATEST
  if (dated && DAYS.has(format)) return value % 86_400 === 0 ? dateText((value - EPOCH) / 86_400) : moment(value)
  if (dated && MOMENTS.has(format)) return moment(value)
  if (SPANS.has(format) && Math.abs(value) < LATEST) {
    const text = clock(hundredThousandths(Math.abs(value)), 5)
    return value < 0 ? `-${text}` : text
  }
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : doubleText(value)
}

function moment(value: number): string {
  return timestampText(hundredThousandths(value) - BigInt(EPOCH) * 100_000n, 5)
}

/** Finer digits of a time counted from 1582 are noise of the double. */
function hundredThousandths(seconds: number): bigint {
  const whole = Math.floor(seconds)
  return BigInt(whole) * 100_000n + BigInt(Math.round((seconds - whole) * 100_000))
}
