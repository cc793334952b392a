/** Luhn's check (ISO/IEC 7812-1), which SIREN and SIRET numbers bear. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** SIRET: 14 digits with Luhn's check; those of La Poste sum up to a multiple of 5 instead. */
export function isSiret(value: string): boolean {
  const digits = bare(value)
  if (!/^\d{14}$/.test(digits) || /^0+$/.test(digits)) return false
  if (hasLuhnDigit(digits)) return true
  return digits.startsWith('356000000') && [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0
}

/** SIREN: 9 digits with Luhn's check. */
export function isSiren(value: string): boolean {
  const digits = bare(value)
  return /^\d{9}$/.test(digits) && !/^0+$/.test(digits) && hasLuhnDigit(digits)
}

/** French value added tax number: FR, a key of two signs, a SIREN. */
export function isFrenchVat(value: string): boolean {
  const signs = bare(value)
  return /^FR[0-9A-Z]{2}\d{9}$/i.test(signs) && isSiren(signs.slice(4))
}

/** Number of the French social security (NIR): 13 signs and a key, 97 less the rest of the division by 97; Corsica's letters count as 19 and 18. */
export function isSocialNumber(value: string): boolean {
  const signs = bare(value).toUpperCase()
  if (!/^[1-478]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{8}$/.test(signs)) return false
  const digits = signs.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - (Number(digits) % 97) === Number(signs.slice(13))
}

/** International bank account number (ISO 13616): moved and spelt in digits, it leaves 1 when divided by 97. */
export function isIban(value: string): boolean {
  const signs = bare(value).toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(signs)) return false
  const digits = [...(signs.slice(4) + signs.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('')
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** Article number (GTIN-13, GS1): weights 1 and 3 by turns make a multiple of 10. */
export function isArticleNumber(value: string): boolean {
  if (!/^\d{13}$/.test(value) || /^0+$/.test(value)) return false
  return [...value].reduce((sum, digit, place) => sum + Number(digit) * (place % 2 ? 3 : 1), 0) % 10 === 0
}

function bare(value: string): string {
  return value.replace(/[\s\u00A0\u202F.-]/g, '')
}
