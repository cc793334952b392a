import { isNumeric, isWhole } from './steps/number-types'

/** A number as it is shown, behind a point without zeros that say nothing; any other text stays. */
const PLAIN = String.raw`^(-?[0-9]+)(\.[0-9]*[1-9])?\.?0*$`

/**
 * A cell as the text that it is compared by with cells that may be of another type, so that two are alike where their values
 * are: 2 and 2.0, or a day and its midnight. A text is a value as it is written: “2” is 2, “02” is not.
 */
export function comparedText(cell: string, type: string, others: readonly string[]): string {
  const written = `CAST(${cell} AS VARCHAR)`
  if (others.every((other) => other === type)) return written
  const types = [type, ...others]
  if (types.some(isNumeric)) {
    if (type === 'VARCHAR') return plain(asDigits(written))
    if (isNumeric(type)) return isWhole(type) ? written : plain(withoutExponent(cell, type))
  }
  const isDay = (each: string): boolean => each === 'DATE' || each.startsWith('TIMESTAMP')
  if (types.some(isDay) && (type === 'VARCHAR' || isDay(type))) return `regexp_replace(${written}, ' 00:00:00$', '')`
  return written
}

/** Whether a cell holds another value than it did, a predicate, by the types before and after. */
export function isChanged(was: Typed, is: Typed): string {
  const [from, to] = comparedPair(was, is)
  return `${from} IS DISTINCT FROM ${to}`
}

/** Both cells as `comparedText` writes them. */
export function comparedPair(was: Typed, is: Typed): [string, string] {
  return [comparedText(was.cell, was.type, [is.type]), comparedText(is.cell, is.type, [was.type])]
}

interface Typed {
  /** SQL of the cell. */
  cell: string
  type: string
}

function plain(written: string): string {
  return String.raw`regexp_replace(${written}, '${PLAIN}', '\1\2')`
}

/** A number with decimals as all its digits: doubles are written with an exponent from 1e16 on, and below 1e-4. */
function withoutExponent(cell: string, type: string): string {
  const written = `CAST(${cell} AS VARCHAR)`
  if (type.startsWith('DECIMAL')) return written
  const large = `CASE WHEN ${cell} = trunc(${cell}) AND abs(${cell}) < 1e38 THEN CAST(TRY_CAST(${cell} AS HUGEINT) AS VARCHAR) END`
  // Beyond thirty decimals it stays as it is written, which is no zero.
  const small = `CASE WHEN abs(${cell}) BETWEEN 1e-29 AND 1 THEN CAST(TRY_CAST(${written} AS DECIMAL(38, 30)) AS VARCHAR) END`
  return `coalesce(${large}, CASE WHEN contains(${written}, 'e') THEN ${small} END, ${written})`
}

/** A text as it is, but a double written with its exponent as its digits. */
function asDigits(written: string): string {
  const value = `TRY_CAST(${written} AS DOUBLE)`
  const isDouble = `contains(${written}, 'e') AND CAST(${value} AS VARCHAR) = ${written}`
  return `CASE WHEN ${isDouble} THEN ${withoutExponent(value, 'DOUBLE')} ELSE ${written} END`
}
