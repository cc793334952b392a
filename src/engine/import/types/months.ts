/** Month names as they stand in French and English exports, without accents; the pattern covers the usual abbreviations. */
const MONTHS: readonly string[] = [
  'janv?(ier|uary)?',
  'f(evr?(ier)?|eb(ruary)?)',
  'mar(s|ch)?',
  'a(vr(il)?|pr(il)?)',
  'ma[iy]',
  'ju(in|ne?)',
  'jui?l(let|y)?',
  'ao(u|ut)|aug(ust)?',
  'sept?(embre|ember)?',
  'oct(obre|ober)?',
  'nov(embre|ember)?',
  'dec(embre|ember)?' // prettier-ignore
]

/** A pattern (RE2 and JavaScript alike) for any month name in lower case without accents. */
export const MONTH_NAME = MONTHS.map((month) => `(?:${month})\\.?`).join('|')

/** An SQL expression with month names as two digits and without the words around dates ("le", "1er", "à"). */
export function monthsToDigitsSql(column: string): string {
  const plain = `regexp_replace(strip_accents(lower(trim(${column}))), '\\b1er\\b', '1')`
  return MONTHS.reduce(
    (sql, month, index) => `regexp_replace(${sql}, '\\b(${month})\\b\\.?', '${String(index + 1).padStart(2, '0')}')`,
    plain
  )
}
