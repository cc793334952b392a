import { nameSays } from './name-hints'
import type { Counted } from './tally'

const DIGITS = /^[+-]?\d+$/
/** Versions: three numbers or more, the first ones too short to be thousands. */
const VERSION = /^v?\d{1,2}\.\d{1,3}\.\d{1,4}(?:[.-][\da-z]+)*$/i
/** Thousands parted by points, which are no versions. */
const GROUPED = /^\d{1,3}(?:\.\d{3})+$/
/** French (0X XX XX XX XX, 0XXXXXXXXX, +33 …) and international numbers. */
const PHONE = /^(?:\+|00)\d{1,3}[\s\p{Zs}.(-]*\d(?:[\s\p{Zs}.()-]*\d){5,12}$|^0[1-9](?:[\s\p{Zs}.-]*\d{2}){4}$/u
/** Groups of three digits of which the first begins with 0: SIREN, bank and post codes, never a number in thousands. */
const ZERO_GROUPS = /^0\d{0,2}(?:[\s\p{Zs}'’]\d{3})+$/u
/** A number of digits and groups alone. */
const WHOLE = /^\d+(?:[\s\p{Zs}'’]\d+)*$/u
/** A short number, E and digits, as codes of rooms and articles are: programs write exponents behind a decimal point or with a sign. */
const EXPONENT_LIKE = /^\d{1,6}E\d{1,3}$/i
/** Corsica among the departments and post codes. */
const CORSICA = /^2[AB](?:\d{3})?$/i

/**
 * Whether texts are codes that only look like numbers: identifiers and post codes with leading zeros, telephone numbers,
 * SIREN and SIRET, card and account numbers, versions, `1E3`. They stay text, since a number would lose what they say.
 */
export function areCodes(values: readonly Counted[], name?: string): boolean {
  const total = cellsOf(values)
  const share = (test: (value: string) => boolean): number => cellsOf(values.filter(({ value }) => test(value))) / total
  const digits = values.filter(({ value }) => DIGITS.test(value))
  if (digits.length >= values.length / 2 && digitsAreCodes(digits, values)) return true
  if (zeroGroupsAreCodes(values)) return true
  if (values.every(({ value }) => EXPONENT_LIKE.test(value))) return true
  if (share((value) => PHONE.test(value)) >= 0.5) return true
  if (nameSays(name, 'code') && share((value) => /^[\dA-Z .-]+$/i.test(value)) >= 0.9) return true
  if (spacedSiren(values)) return true
  return versions(values)
}

/** Share of the numbers beyond which those that begin with a group of zero are how the column is written, not a slip. */
const SLIP = 0.01
/** Digits from which numbers of one length, grouped or not, are codes however few of them begin with 0. */
const CODE_LENGTH = 5

/**
 * Whether numbers in groups that begin with 0 tell of codes: where they are no rare slip (`0 450` among thousands of amounts), or where
 * the numbers have all as many digits as they, as SIREN and post codes do, amounts hardly.
 */
function zeroGroupsAreCodes(values: readonly Counted[]): boolean {
  const zeros = values.filter(({ value }) => ZERO_GROUPS.test(value) && /[1-9]/.test(value))
  if (!zeros.length) return false
  const numbers = values.filter(({ value }) => WHOLE.test(value))
  const all = cellsOf(numbers)
  if (cellsOf(zeros) > all * SLIP) return true
  return zeros.some(({ value }) => {
    const length = digitCount(value)
    return length >= CODE_LENGTH && cellsOf(numbers.filter((other) => digitCount(other.value) === length)) >= all * 0.9
  })
}

function digitCount(value: string): number {
  return value.replace(/\D/g, '').length
}

function cellsOf(values: readonly Counted[]): number {
  return values.reduce((sum, { n }) => sum + n, 0)
}

function digitsAreCodes(digits: readonly Counted[], all: readonly Counted[]): boolean {
  if (digits.some(({ value }) => /^[+-]?0\d/.test(value))) return true
  if (all.some(({ value }) => CORSICA.test(value))) return true
  const lengths = new Map<number, number>()
  for (const { value } of digits) {
    const { length } = value.replace(/^[+-]/, '')
    lengths.set(length, (lengths.get(length) ?? 0) + 1)
  }
  const [usual = 0, often = 0] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? []
  const longest = Math.max(...lengths.keys())
  const even = often >= digits.length * 0.9
  // Amounts and counts of more than 15 digits come in many lengths, identifiers in one or two.
  if (longest > 15 && (even || lengths.size < 3 || often >= digits.length * 0.6)) return true
  if (!even) return false
  if ([9, 13, 14].includes(usual) && checksOut(digits, usual)) return true
  // A letter in the place of a digit, in a text of the same length: 1234X beside 12345.
  const mixed = all.filter(({ value }) => value.length === usual && /^[\dA-Z]+$/.test(value) && /[A-Z]/.test(value))
  return digits.length >= 5 && usual >= 4 && mixed.length > 0 && often === digits.length
}

/** Numbers of one length of which all pass the check digit of SIREN and SIRET or of bar codes; one in ten would by chance. */
function checksOut(digits: readonly Counted[], length: number): boolean {
  const some = digits.filter(({ value }) => value.length === length).slice(0, 200)
  const valid = some.filter(({ value }) => (length === 13 ? ean(value) : luhn(value))).length
  return some.length >= 3 && valid >= some.length * 0.9
}

function luhn(value: string): boolean {
  let sum = 0
  for (let place = 0; place < value.length; place += 1) {
    const digit = Number(value.at(-1 - place))
    const doubled = place % 2 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function ean(value: string): boolean {
  let sum = 0
  for (let place = 0; place < value.length; place += 1) sum += Number(value[place]) * (place % 2 ? 3 : 1)
  return sum % 10 === 0
}

/** SIREN written in three groups, which would be hundreds of millions otherwise. */
function spacedSiren(values: readonly Counted[]): boolean {
  const spaced = values.filter(({ value }) => /^\d{3}[\s\p{Zs}]\d{3}[\s\p{Zs}]\d{3}$/u.test(value))
  if (spaced.length < values.length * 0.9) return false
  return checksOut(
    spaced.map(({ value, n }) => ({ value: value.replace(/\D/g, ''), n })),
    9
  )
}

/** 1.9, 1.10, 2.3.1: beside versions of three numbers, or where the last number counts on past 9. */
function versions(values: readonly Counted[]): boolean {
  // Without decimals among them, nothing would be read as a number.
  if (!values.some(({ value }) => /^\d{1,3}\.\d+$/.test(value))) return false
  const versioned = values.filter(({ value }) => VERSION.test(value) && !GROUPED.test(value)).length
  if (versioned > values.length * 0.02) return true
  const parts = values.flatMap(({ value }) => {
    const part = /^(\d{1,2})\.(\d{1,2})$/.exec(value)
    return part ? [part] : []
  })
  if (parts.length < 4 || parts.length < values.length * 0.7 || values.some(({ value }) => /^\d+$/.test(value)))
    return false
  const minors = parts.map((part) => part[2] ?? '')
  const counted = minors.every((minor) => minor === '0' || !minor.startsWith('0'))
  const tens = minors.filter((minor) => minor.length === 2)
  const early = tens.filter((minor) => minor < '30').length
  const majors = new Set(parts.map((part) => part[1]))
  return counted && minors.includes('10') && early === tens.length && tens.length < minors.length && majors.size <= 6
}
