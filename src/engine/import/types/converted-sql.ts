import { literal, text } from '../../sql'
import { measureText } from './measure-text'

/** Whether a text is a number that bears a unit. */
export function bearsSql(value: string, unit: string, decimal: '.' | ','): string {
  return `regexp_full_match(${value}, ${text(measureText(unit, decimal).whole)})`
}

/** The digits of the number in a text that bears a unit, as the database writes them. */
export function digitsSql(value: string, unit: string, decimal: '.' | ','): string {
  const found = `regexp_extract(${value}, ${text(measureText(unit, decimal).number)})`
  return `replace(replace(regexp_replace(${found}, '[\\s\\p{Zs}]', '', 'g'), '\u2212', '-'), ',', '.')`
}

/** The number in a text that bears a unit, with the decimal mark that it has there, or with another one. */
export function aloneSql(value: string, unit: string, decimal: '.' | ',', writes = decimal): string {
  const digits = digitsSql(value, unit, decimal)
  return writes === '.' ? digits : `replace(${digits}, '.', ',')`
}

/**
 * A number in the other unit, as a text without needless zeros: exact where it has no more than six decimals and the factor is a decimal
 * one, else to nine decimals; NULL where it is too large to be held.
 */
export function convertedSql(
  value: string,
  { unit, times, per }: { unit: string; times: number; per: number },
  decimal: '.' | ','
): string {
  const digits = digitsSql(value, unit, decimal)
  const factor = times / per
  const near = `TRY_CAST(round(TRY_CAST(${digits} AS DOUBLE) * ${literal(times)}::DOUBLE / ${literal(per)}::DOUBLE, 9) AS DECIMAL(28, 9))`
  const exact = `(TRY_CAST(${digits} AS DECIMAL(20, 6)) * CAST(${factor.toFixed(9)} AS DECIMAL(18, 9)))`
  const plain = (number: string): string => `regexp_replace(CAST(${number} AS VARCHAR), '[.]?0+$', '')`
  if (!isDecimal(factor)) return plain(near)
  return `CASE WHEN regexp_matches(${digits}, '[.][0-9]{7}') THEN ${plain(near)} ELSE ${plain(exact)} END`
}

/** Whether nine decimals hold a factor. */
function isDecimal(factor: number): boolean {
  return factor < 1e9 && Number(factor.toFixed(9)) === factor
}
