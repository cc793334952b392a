import type { NumberReading } from './number-pattern'
import { numberPatterns } from './number-pattern'

/** The number that a reading gives for a text, as a double; NaN where it gives none. */
export function numberValue(reading: NumberReading, text: string): number {
  const { plus, minus, digits: pattern } = patternsOf(reading)
  const positive = plus.test(text)
  if (!positive && !minus.test(text)) return NaN
  const body = pattern.exec(text)?.[0] ?? ''
  const comma = reading.kind === 'number' && reading.decimal === ','
  const ungrouped = reading.grouping ? body.replace(GROUPS[reading.grouping], '') : body
  const digits = comma ? ungrouped.replace(',', '.') : ungrouped
  return positive ? Number(digits) : -Number(digits)
}

const GROUPS = { ' ': /[\s\p{Zs}]/gu, "'": /['’]/g, '.': /\./g, ',': /,/g }
const kept = new WeakMap<NumberReading, Record<'plus' | 'minus' | 'digits', RegExp>>()

function patternsOf(reading: NumberReading): Record<'plus' | 'minus' | 'digits', RegExp> {
  const known = kept.get(reading)
  if (known) return known
  const { plus, minus, digits } = numberPatterns(reading)
  const made = {
    plus: new RegExp(`^${plus}$`, 'u'),
    minus: new RegExp(`^${minus}$`, 'u'),
    digits: new RegExp(digits, 'u')
  }
  kept.set(reading, made)
  return made
}
