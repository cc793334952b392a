import { clock } from './clock'

/**
 * The text of a DOUBLE in DuckDB's form: `1e+16` from sixteen digits on, `-0.0` kept. Always the shortest digits that read
 * back; DuckDB's own digits (Grisu) are some longer in about one FLOAT of thirty, `354482.375` for `354482.38`.
 */
export function doubleText(value: number): string {
  return Number.isFinite(value) ? shaped(value, String(value)) : special(value)
}

/** The text of a FLOAT: shortest digits that read back as 32 bits. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return special(value)
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return shaped(value, text)
  }
  return shaped(value, value.toPrecision(9))
}

/** The text of a DECIMAL(width, scale) from its unscaled integer; DuckDB writes `.50` where no digit may stand before the point. */
export function decimalText(unscaled: bigint, width: number, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + (width > scale ? 1 : 0), '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return unscaled < 0n ? `-${text}` : text
}

/** The text of a DATE from its days since 1970. */
export function dateText(days: number): string {
  if (Math.abs(days) === 2 ** 31 - 1) return days > 0 ? 'infinity' : '-infinity'
  return dated(days, '')
}

/** The text of a timestamp from its units of 10^-digits second since 1970. */
export function timestampText(units: bigint, digits: number, zone = ''): string {
  if (units === 2n ** 63n - 1n || units === 1n - 2n ** 63n) return units > 0n ? 'infinity' : '-infinity'
  const perDay = 86_400n * 10n ** BigInt(digits)
  const within = ((units % perDay) + perDay) % perDay
  return dated(Number((units - within) / perDay), ` ${clock(within, digits)}${zone}`)
}

/** The text of a BLOB: printable ASCII as it is, `\xNN` for every other byte and for quotes and backslashes. */
export function blobText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) {
    const plain = byte >= 32 && byte <= 126 && byte !== 0x5c && byte !== 0x27 && byte !== 0x22
    text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return text
}

/** A scalar's text inside a list, struct or map: quoted where it could be misread. */
export function quotedInside(text: string): string {
  return text === '' || /^[ \t-\r]|[ \t-\r]$|[,[\]{}()"':=]/.test(text) || /^null$/i.test(text) ? quoted(text) : text
}

/** A struct's name, always quoted. */
export function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

function special(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
}

/** Rewrites a shortest text in the digits of `source` as DuckDB sets it: fixed from 1e-4 to below 1e16, else scientific. */
function shaped(value: number, source: string): string {
  const [mantissa, power] = Number(source).toExponential().split('e') as [string, string]
  const exponent = Number(power)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < -4 || exponent >= 16) {
    const shown = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
    return `${sign}${shown}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${digits.slice(exponent + 1) || '0'}`
}

/** Civil date from days since 1970 (H. Hinnant, "chrono-compatible low-level date algorithms"), years before 1 as `(BC)`. */
function dated(days: number, time: string): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1
  const civilMonth = month < 10 ? month + 3 : month - 9
  const year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
  const shown = `${two(year > 0 ? year : 1 - year, 4)}-${two(civilMonth, 2)}-${two(day, 2)}`
  return year > 0 ? `${shown}${time}` : `${shown} (BC)${time}`
}

function two(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
