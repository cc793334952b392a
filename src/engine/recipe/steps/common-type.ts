import { isWhole } from './number-types'

/**
 * The narrowest DuckDB type for the values of all of some types, as `UNION` chooses it: numbers are numbers together, days
 * moments. Null where there is none but text. Unlike `UNION`, no whole number is put into a FLOAT, nor into a DECIMAL without room;
 * whether a DOUBLE rounds none of long ones is for the values to say (`refuseRounded`).
 */
export function commonType(types: readonly string[]): string | null {
  const [first, ...others] = types
  return others.reduce<string | null>((made, type) => (made === null ? null : ofTwo(made, type)), first ?? null)
}

function ofTwo(one: string, other: string): string | null {
  if (one === other) return one
  if (MOMENT.test(one) && MOMENT.test(other)) return 'TIMESTAMP'
  if (isWhole(one) && isWhole(other)) return ofWholes(one, other)
  const [exact, another] = [decimalOf(one), decimalOf(other)]
  if (exact && another) {
    const scale = Math.max(exact.scale, another.scale)
    const width = Math.max(exact.width - exact.scale, another.width - another.scale) + scale
    return width > 38 ? 'DOUBLE' : `DECIMAL(${width},${scale})`
  }
  const isNumber = (type: string): boolean => decimalOf(type) !== null || FLOATING.test(type)
  return isNumber(one) && isNumber(other) ? 'DOUBLE' : null
}

const MOMENT = /^(DATE|TIMESTAMP)$/
const FLOATING = /^(FLOAT|DOUBLE)$/
const BITS: Readonly<Record<string, number>> = { TINY: 8, SMALL: 16, '': 32, BIG: 64, HUGE: 128 }
const NAMES: Readonly<Record<number, string>> = {
  8: 'TINYINT',
  16: 'SMALLINT',
  32: 'INTEGER',
  64: 'BIGINT',
  128: 'HUGEINT'
}

function ofWholes(one: string, other: string): string {
  const [a, b] = [wholeOf(one), wholeOf(other)]
  const isSigned = a.isSigned || b.isSigned
  // An unsigned number needs the next wider signed type.
  const bits = Math.max(...[a, b].map((each) => (isSigned && !each.isSigned ? each.bits * 2 : each.bits)))
  const name = NAMES[bits]
  if (name === undefined) return 'DOUBLE'
  return isSigned ? name : `U${name}`
}

function wholeOf(type: string): { bits: number; isSigned: boolean } {
  const [, unsigned, size = ''] = /^(U?)(TINY|SMALL|BIG|HUGE)?INT/.exec(type) ?? []
  return { bits: BITS[size] ?? 128, isSigned: !unsigned }
}

/** A type as a DECIMAL that holds it; null for one that none holds. */
function decimalOf(type: string): { width: number; scale: number } | null {
  const [, width, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? []
  if (width !== undefined) return { width: Number(width), scale: Number(scale) }
  if (!isWhole(type)) return null
  return { width: Math.ceil(wholeOf(type).bits * Math.log10(2)), scale: 0 }
}
