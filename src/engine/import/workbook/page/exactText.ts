const SHOWN = /^([-+]?)(\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+)(?:([.,])(\d+))?$/

/**
 * The exact number that Excel writes beside a rounded one (`x:num`), in the notation of the shown text: `1 234,57` of
 * `1234.5678` is `1234,5678`. The shown text where both say the same, or where it shows no plain number (a date, a code).
 */
export function exactText(text: string, exact: string): string {
  const shown = SHOWN.exec(text)
  if (!shown || !/^-?\d+(?:\.\d+)?$/.test(exact)) return text
  const [, sign = '', whole = '', mark = '', decimals = ''] = shown
  if (/^0\d/.test(whole)) return text
  const value = Number(`${sign}${whole.replace(/\D/g, '')}.${decimals || '0'}`)
  const off = Math.abs(value - Number(exact))
  if (off === 0 || off > 0.500001 * 10 ** -decimals.length) return text
  // A whole number shows no mark: that of the page cannot be told.
  return mark ? exact.replace('.', mark) : text
}
