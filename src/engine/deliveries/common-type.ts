/** Types that may hold the values of two others exactly, the likeliest first; whether they do is for the values to say. */
export function commonTypes(one: string, other: string): string[] {
  const both = [one, other]
  const wholes = both.map(wholeOf)
  if (wholes.every(isThere)) return wholeTypes(wholes)
  const decimals = both.map(decimalOf)
  if (decimals.every(isThere)) return [decimalType(decimals), 'DOUBLE']
  if (both.every(isNumeric)) return ['DOUBLE']
  if (both.every((type) => MOMENTS.has(type)))
    return both.includes('TIMESTAMP_NS') ? ['TIMESTAMP_NS', 'TIMESTAMP'] : ['TIMESTAMP']
  return []
}

/** Whether a type holds numbers. */
export function isNumeric(type: string): boolean {
  return FLOATS.has(type) || decimalOf(type) !== null
}

const FLOATS: ReadonlySet<string> = new Set(['FLOAT', 'DOUBLE'])
/** Those without an offset: DuckDB's type that has one means another thing. */
const MOMENTS: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP', 'TIMESTAMP_NS'])
const WHOLES = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT']
/** Digits of the greatest value of each. */
const DIGITS = [3, 5, 10, 20, 39]
const MOST_DIGITS = 38

interface Whole {
  rank: number
  signed: boolean
}

interface Decimal {
  whole: number
  scale: number
}

function wholeOf(type: string): Whole | null {
  const signed = WHOLES.indexOf(type)
  if (signed >= 0) return { rank: signed, signed: true }
  const rank = WHOLES.indexOf(type.slice(1))
  return type.startsWith('U') && rank >= 0 ? { rank, signed: false } : null
}

function wholeTypes(both: readonly Whole[]): string[] {
  const unsigned = both.every(({ signed }) => !signed)
  // An unsigned type is held by the next signed one.
  const rank = Math.max(...both.map((one) => one.rank + (one.signed || unsigned ? 0 : 1)))
  const type = WHOLES[rank]
  return type === undefined ? ['HUGEINT', 'UHUGEINT'] : [unsigned ? `U${type}` : type]
}

/** Digits before and behind the point that a type of exact numbers has. */
function decimalOf(type: string): Decimal | null {
  const whole = wholeOf(type)
  if (whole) return { whole: DIGITS[whole.rank] ?? MOST_DIGITS, scale: 0 }
  const [, width, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? []
  return width === undefined ? null : { whole: Number(width) - Number(scale), scale: Number(scale) }
}

function decimalType(both: readonly Decimal[]): string {
  const scale = Math.max(...both.map((one) => one.scale))
  const whole = Math.max(...both.map((one) => one.whole))
  return `DECIMAL(${Math.min(MOST_DIGITS, whole + scale)},${scale})`
}

function isThere<T>(value: T | null): value is T {
  return value !== null
}
