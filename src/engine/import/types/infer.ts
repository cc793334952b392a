import type { TextReading } from '../../../contract'
import { temporalReading } from './temporal'

/** Texts that stand for "no answer" in exports; proposed as missing, never imposed. */
const NULL_MARKERS = new Set([
  '',
  'na',
  'n/a',
  'nc',
  'n.c.',
  'nd',
  'n.d.',
  'null',
  'none',
  'nan',
  '-',
  '--',
  '?',
  '#n/a',
  'vide',
  'non renseigné',
  'non renseigne',
  'inconnu'
])

const INTEGER = /^[+-]?\d+$/
const SPACED_INTEGER = /^[+-]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+$/
const POINT = /^[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:e[+-]?\d+)?$/i
const COMMA = /^[+-]?(?:\d{1,3}(?:[ \u00a0\u2009\u202f.]\d{3})+|\d+)(?:,\d+)?$/
const ANGLO = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const UNIT = /^([+-]?[\d.,\s\u00a0\u2009\u202f]*\d)\s?(%|€|\$|£|km|kg|min|h|ms|s|m|j|eur)$/i
const YES_NO: readonly (readonly [string, string])[] = [['oui', 'non'], ['yes', 'no'], ['true', 'false'], ['vrai', 'faux'], ['o', 'n'], ['y', 'n']] // prettier-ignore

/** How a column of texts is to be read, judged on a sample; `null`s are missing cells. Text where nothing else holds for 9 of 10. */
export function inferReading(sample: readonly (string | null)[]): TextReading {
  const values = sample.filter(
    (value): value is string => value !== null && !NULL_MARKERS.has(value.trim().toLowerCase())
  )
  if (!values.length || looksLikeCodes(values)) return { kind: 'text' }
  return yesNoReading(values) ?? numberReading(values) ?? dateReading(values) ?? { kind: 'text' }
}

/** Identifiers, post codes and telephone numbers: digits whose leading zeros or length a number would lose. */
function looksLikeCodes(values: string[]): boolean {
  const digits = values.filter((value) => INTEGER.test(value.trim()))
  if (digits.length < values.length * 0.5) return false
  const zeros = digits.filter((value) => /^0\d/.test(value.trim())).length
  const long = digits.filter((value) => value.trim().replace(/^[+-]/, '').length > 15).length
  return zeros > 0 || long > 0
}

function yesNoReading(values: string[]): TextReading | null {
  const found = new Set(values.map((value) => value.trim().toLowerCase()))
  if (found.size !== 2) return null
  const pair = YES_NO.find(([yes, no]) => found.has(yes) && found.has(no))
  return pair ? { kind: 'boolean', yes: pair[0], no: pair[1] } : null
}

function numberReading(values: string[]): TextReading | null {
  const units = new Map<string, number>()
  const bare = values.map((value) => {
    const found = UNIT.exec(value.trim())
    if (!found) return value.trim()
    units.set(found[2] ?? '', (units.get(found[2] ?? '') ?? 0) + 1)
    return (found[1] ?? '').trim()
  })
  const unit = [...units].sort((a, b) => b[1] - a[1])[0]
  // A unit on a few cells only is a fault for the anomalies to find, not a way of writing.
  const united = unit && unit[1] >= values.length * 0.5 ? unit[0] : null
  const texts = united ? bare : values.map((value) => value.trim())
  const share = (pattern: RegExp): number => texts.filter((value) => pattern.test(value)).length / texts.length
  if (!united && share(INTEGER) >= 0.9 && !texts.some((value) => COMMA.test(value) && value.includes(','))) {
    return texts.some((value) => POINT.test(value) && /[.e]/i.test(value))
      ? { kind: 'number', decimal: '.', grouping: '', unit: null }
      : { kind: 'integer', grouping: '' }
  }
  const whole = (value: string): boolean => INTEGER.test(value) || SPACED_INTEGER.test(value)
  if (
    !united &&
    texts.filter(whole).length >= texts.length * 0.9 &&
    texts.some((value) => SPACED_INTEGER.test(value)) &&
    !texts.some((value) => value.includes(','))
  ) {
    return { kind: 'integer', grouping: ' ' }
  }
  const candidates: { pattern: RegExp; reading: TextReading }[] = [
    { pattern: POINT, reading: { kind: 'number', decimal: '.', grouping: '', unit: united } },
    { pattern: COMMA, reading: { kind: 'number', decimal: ',', grouping: groupingOf(texts), unit: united } },
    { pattern: ANGLO, reading: { kind: 'number', decimal: '.', grouping: ',', unit: united } }
  ]
  const scored = candidates
    .map(({ pattern, reading }) => ({ reading, share: share(pattern) }))
    .sort((a, b) => b.share - a.share)
  const best = scored[0]
  return best && best.share >= 0.9 ? withDecimals(best.reading, texts) : null
}

/** A plain decimal column whose values all have as many decimals, as prices do, is exact as a DECIMAL. */
function withDecimals(reading: TextReading, texts: string[]): TextReading {
  if (reading.kind !== 'number' || reading.decimal !== '.' || reading.grouping !== '' || reading.unit) return reading
  const decimals = /^-?\d+\.(\d+)$/.exec(texts[0] ?? '')?.[1]?.length
  if (!decimals || decimals > 6) return reading
  const fixed = new RegExp(`^-?(0|[1-9]\\d{0,11})\\.\\d{${decimals}}$`)
  return texts.every((value) => fixed.test(value)) ? { ...reading, decimals } : reading
}

function groupingOf(texts: string[]): '' | ' ' | '.' {
  if (texts.some((value) => /\d[ \u00a0\u2009\u202f]\d{3}/.test(value))) return ' '
  return texts.some((value) => /\d\.\d{3}(?:\D|$)/.test(value)) ? '.' : ''
}

function dateReading(values: string[]): TextReading | null {
  const found = temporalReading(values)
  return found && found.read >= values.length * 0.9 ? found.reading : null
}
