import { isUtf8 } from 'node:buffer'
import { DataType, DateUnit, IntervalUnit, Precision, TimeUnit, type Data } from 'apache-arrow'
import { clock, dateText, decimalText, doubleText, floatText, intervalText, timestampText } from '../../db'
import { offsetsWithin, within } from './within'

export interface Scalars {
  text(index: number): string
  /** May stand in JSON without quotes. */
  bare: boolean
}

/** Decimal digits of a second by Arrow's unit of time. */
const DIGITS: Record<TimeUnit, number> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9
}
const DAY_MS = 86_400_000

/** The values of a column without children, in DuckDB's own text; bytes in hexadecimal. */
export function scalarText(data: Data, length: number): Scalars {
  const { type } = data
  const values = data.values as ArrayLike<number> & ArrayLike<bigint>
  const plain = (text: (index: number) => string, bare = false): Scalars => {
    within(values.length >= length)
    return { text, bare }
  }
  if (DataType.isBool(type)) {
    const bits = data.values as Uint8Array
    within(bits.length * 8 >= length)
    return { text: (i) => ((bits[i >> 3]! & (1 << (i & 7))) === 0 ? 'false' : 'true'), bare: true }
  }
  if (DataType.isInt(type)) return plain((i) => String(values[i]), true)
  if (DataType.isFloat(type)) {
    if (type.precision === Precision.DOUBLE) return plain((i) => doubleText(values[i]!), true)
    if (type.precision === Precision.SINGLE) return plain((i) => floatText(values[i]!), true)
    return plain((i) => doubleText(halfFloat(values[i]!)), true)
  }
  if (DataType.isDecimal(type)) return decimals(data, length, type.bitWidth, type.scale)
  if (DataType.isDate(type)) {
    if (type.unit === DateUnit.DAY) return plain((i) => dateText(values[i]!))
    return plain((i) => {
      const ms = BigInt(values[i]!)
      return Number(ms) % DAY_MS === 0 ? dateText(Number(ms) / DAY_MS) : timestampText(ms, 3)
    })
  }
  if (DataType.isTimestamp(type)) {
    const zone = type.timezone ? '+00' : ''
    return plain((i) => timestampText(BigInt(values[i]!), DIGITS[type.unit], zone))
  }
  if (DataType.isTime(type)) return plain((i) => clock(BigInt(values[i]!), DIGITS[type.unit]))
  if (DataType.isDuration(type)) return plain((i) => signed(BigInt(values[i]!), DIGITS[type.unit]))
  if (DataType.isInterval(type)) return intervals(data, length, type.unit)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) {
    const slice = slices(data, length)
    return { text: (i) => utf8(slice(i)), bare: false }
  }
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) {
    const slice = slices(data, length)
    return { text: (i) => slice(i).toString('hex').toUpperCase(), bare: false }
  }
  if (DataType.isFixedSizeBinary(type)) {
    const bytes = Buffer.from((data.values as Uint8Array).buffer, data.values.byteOffset, data.values.byteLength)
    const size = type.byteWidth
    within(size >= 0 && bytes.length >= size * length)
    return { text: (i) => bytes.toString('hex', i * size, (i + 1) * size).toUpperCase(), bare: false }
  }
  throw new Error(`type ${String(type)}`)
}

function utf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (text.includes('\ufffd') && !isUtf8(bytes)) throw new Error('a text that is no UTF-8')
  return text
}

/** The bytes of each value of a column of texts or bytes. */
function slices(data: Data, length: number): (index: number) => Buffer {
  const values = data.values as Uint8Array
  const offsets = offsetsWithin(data, length, values.length)
  return (index) => {
    const [from, to] = [Number(offsets[index]), Number(offsets[index + 1])]
    return Buffer.from(values.buffer, values.byteOffset + from, to - from)
  }
}

function decimals(data: Data, length: number, bits: number, scale: number): Scalars {
  const words = data.values as Uint32Array
  const stride = bits / 32
  within(Number.isInteger(stride) && stride > 0 && words.length >= stride * length && Math.abs(scale) <= 100)
  return {
    bare: true,
    text(index) {
      let unscaled = 0n
      for (let word = stride - 1; word >= 0; word--)
        unscaled = (unscaled << 32n) | BigInt(words[index * stride + word]!)
      unscaled = BigInt.asIntN(bits, unscaled)
      if (scale < 0) return String(unscaled * 10n ** BigInt(-scale))
      return decimalText(unscaled, scale + 1, scale)
    }
  }
}

function intervals(data: Data, length: number, unit: IntervalUnit): Scalars {
  const words = data.values as Int32Array
  const stride = unit === IntervalUnit.YEAR_MONTH ? 1 : unit === IntervalUnit.DAY_TIME ? 2 : 4
  within(words.length >= stride * length)
  return {
    bare: false,
    text(index) {
      const at = index * stride
      if (stride === 1) return intervalText(words[at]!, 0, 0n)
      if (stride === 2) return intervalText(0, words[at]!, BigInt(words[at + 1]!) * 1000n)
      const nanos = (BigInt(words[at + 3]!) << 32n) | BigInt(words[at + 2]! >>> 0)
      if (nanos % 1000n === 0n) return intervalText(words[at]!, words[at + 1]!, nanos / 1000n)
      const whole = words[at] || words[at + 1] ? `${intervalText(words[at]!, words[at + 1]!, 0n)} ` : ''
      return whole + signed(nanos, 9)
    }
  }
}

function signed(units: bigint, digits: number): string {
  return units < 0n ? `-${clock(-units, digits)}` : clock(units, digits)
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
