import type { ColumnInfo, JoinPair, KeyDifference } from '../../contract'
import { ident, plainKeySql, unknownColumn, withoutZerosSql } from '../sql'

/** The two sides of each pair of columns as SQL that compares with `=`, by the aliases that their tables have in the query. */
export interface KeySides {
  left: string[]
  right: string[]
}

/**
 * Pairs of columns made comparable: as they stand where their types allow, else as text; with `normalise` also without
 * outer spaces, case and leading zeros, and a text of spaces only is then missing. A column that is not there is an error.
 */
export function keySides(
  on: readonly JoinPair[],
  left: { alias: string; columns: readonly ColumnInfo[] },
  right: { alias: string; columns: readonly ColumnInfo[] },
  normalise: boolean
): KeySides {
  const pairs = on.map((pair) => {
    const l = columnOf(left.columns, pair.left)
    const r = columnOf(right.columns, pair.right)
    const cells = [`${left.alias}.${ident(l.name)}`, `${right.alias}.${ident(r.name)}`] as const
    if (isNumber(l.type) && isNumber(r.type)) return cells
    if (!normalise && comparable(l.type, r.type)) return cells
    if (normalise && l.type === r.type && l.type !== 'VARCHAR') return cells
    const texts = [asText(cells[0], l.type), asText(cells[1], r.type)] as const
    return normalise ? ([plainKeySql(texts[0]), plainKeySql(texts[1])] as const) : texts
  })
  return { left: pairs.map(([l]) => l), right: pairs.map(([, r]) => r) }
}

/** Whether values of two types can be compared without being made text. */
export function comparable(left: string, right: string): boolean {
  if (left === right) return true
  return (isNumber(left) && isNumber(right)) || (isDay(left) && isDay(right))
}

/** A value as the text that a person reads: whole numbers without decimals. */
export function asText(cell: string, type: string): string {
  if (type === 'VARCHAR') return cell
  const written = `CAST(${cell} AS VARCHAR)`
  return /^(FLOAT|DOUBLE|DECIMAL)/.test(type) ? `regexp_replace(${written}, '\\.0+$', '')` : written
}

/** The same as `plainKeySql`, quicker where most texts have no outer spaces and no leading zero: only the others are trimmed. */
export function quickPlainSql(text: string): string {
  const ends = `\\x{09}-\\x{0d} \\x{a0}\\x{202f}\\x{200b}\\x{feff}`
  return `CASE WHEN regexp_matches(${text}, '^[0${ends}]|[${ends}]$') THEN ${plainKeySql(text)} ELSE nullif(lower(${text}), '') END`
}

/** What has to be overlooked, in this order, until two texts are equal: SQL of a text at each difference, each on the one before. */
export const DIFFERENCES: readonly { difference: KeyDifference; sql: (text: string) => string }[] = [
  { difference: 'spaces', sql: (text) => `trim(regexp_replace(${text}, '[\\s\\p{Z}]+', ' ', 'g'))` },
  { difference: 'case', sql: (text) => `lower(${text})` },
  { difference: 'zeros', sql: withoutZerosSql },
  { difference: 'accents', sql: (text) => `strip_accents(${text})` }
]

/** Equality of both sides, pair by pair. */
export function keysMatch({ left, right }: KeySides): string {
  return left.map((side, place) => `${side} = ${right[place]}`).join(' AND ')
}

/** Whether every part of a key is there. */
export function keysPresent(sides: readonly string[]): string {
  return sides.map((side) => `${side} IS NOT NULL`).join(' AND ')
}

function columnOf(columns: readonly ColumnInfo[], name: string): ColumnInfo {
  const found = columns.find((column) => column.name === name)
  if (!found) throw unknownColumn(name)
  return found
}

export function isNumber(type: string): boolean {
  return /^(DECIMAL\(.*\)|U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM)$/.test(type)
}

/** Whether a type holds whole numbers that are quickly compared. */
export function isWhole(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG)INT|U?INTEGER)$/.test(type)
}

function isDay(type: string): boolean {
  return /^(DATE|TIMESTAMP.*)$/.test(type)
}
