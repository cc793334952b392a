import { text } from '../../sql'

/*
 * Check digits in SQL, for texts of any number; the same rules as the profile holds a few values against.
 */

/** Signs that part the groups of a number and say nothing. */
const GAPS = '[\\s\\x{A0}\\x{202F}.-]'

/** A text without the signs that part the groups of its number, letters as capitals. */
export function bareSql(value: string): string {
  return `upper(regexp_replace(${value}, '${GAPS}', '', 'g'))`
}

/** Luhn's sum (ISO/IEC 7812-1) of a text of digits. */
export function luhnSumSql(digits: string): string {
  const doubled = `2 * TRY_CAST(d AS INTEGER)`
  return `list_sum(list_transform(list_reverse(string_split(${digits}, '')), lambda d, i: CASE WHEN i % 2 = 1 THEN TRY_CAST(d AS INTEGER) WHEN d > '4' THEN ${doubled} - 9 ELSE ${doubled} END))`
}

/** Whether a French social security number bears its key: 97 less the remainder by 97 of its thirteen digits; 2A and 2B count as 19 and 18. */
export function hasSocialKeySql(signs: string): string {
  const digits = `replace(replace(${signs}, '2A', '19'), '2B', '18')`
  return `TRY_CAST(right(${digits}, 2) AS INTEGER) = 97 - TRY_CAST(left(${digits}, 13) AS BIGINT) % 97`
}

/** Whether an IBAN leaves 1 by 97 (ISO 13616), its head moved behind and its letters spelt as numbers from 10 on. */
export function hasIbanKeySql(signs: string): string {
  const moved = `string_split(substr(${signs}, 5) || left(${signs}, 4), '')`
  const spelt = `list_transform(${moved}, lambda c: CASE WHEN c BETWEEN '0' AND '9' THEN ascii(c) - 48 ELSE ascii(c) - 55 END)`
  return `list_reduce(${spelt}, lambda rest, d: (rest * CASE WHEN d > 9 THEN 100 ELSE 10 END + d) % 97) = 1`
}

/** Signs of the IBAN of each country (SWIFT, IBAN registry), those that are met most in French files. */
const IBAN_LENGTHS: readonly [number, string][] = [
  [15, 'NO'],
  [16, 'BE'],
  [18, 'NL|DK|FI'],
  [20, 'LU|AT'],
  [21, 'CH'],
  [22, 'DE|GB|IE'],
  [24, 'ES|SE|CZ|SK|RO|TN'],
  [25, 'PT'],
  [27, 'FR|IT|GR|MC'],
  [28, 'PL|HU|MA']
]

/** An IBAN by its form, in groups of four or in one. */
export const IBAN = [
  ...IBAN_LENGTHS.map(([length, countries]) => {
    const rest = (length - 4) % 4
    return `(?:${countries})\\d{2}(?: ?[A-Z0-9]{4}){${Math.floor((length - 4) / 4)}}${rest ? ` ?[A-Z0-9]{${rest}}` : ''}`
  }),
  '[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?'
].join('|')

/** A French social security number by its form, without spaces. */
export const SOCIAL = '[1-478]\\d{2}(?:0[1-9]|1[0-2]|[2-9]\\d)(?:\\d{2}|2[AB])\\d{8}'

/** Whether a text of digits is a SIRET or SIREN by its check digit; the branches of La Poste sum up to a multiple of 5 instead. */
export function hasSirenDigitSql(digits: string): string {
  const sum = `list_sum(list_transform(string_split(${digits}, ''), lambda d: TRY_CAST(d AS INTEGER)))`
  return `(${luhnSumSql(digits)} % 10 = 0 OR (starts_with(${digits}, ${text('356000000')}) AND ${sum} % 5 = 0))`
}
