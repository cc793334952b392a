import type { NumberReading } from './number-pattern'
import { numberPatterns } from './number-pattern'

/** The number that a reading gives for a text, as a double; NaN where it gives none. */
export function numberValue(reading: NumberReading, text: string): number {
  const [plus, minus] = patternsOf(reading)
  const found = plus.exec(text)
  const body = (found ?? minus.exec(text))?.slice(1).find((group) => group !== undefined)
  if (body === undefined) return NaN
  const comma = reading.kind === 'number' && reading.decimal === ','
  const ungrouped = reading.grouping ? body.replace(GROUPS[reading.grouping], '') : body
  const digits = comma ? ungrouped.replace(',', '.') : ungrouped
  return found ? Number(digits) : -Number(digits)
}

const GROUPS = { ' ': /[\s\p{Zs}]/gu, "'": /['’]/g, '.': /\./g, ',': /,/g }
const kept = new WeakMap<NumberReading, readonly [RegExp, RegExp]>()

function patternsOf(reading: NumberReading): readonly [RegExp, RegExp] {
  const known = kept.get(reading)
  if (known) return known
  const { plus, minus } = numberPatterns(reading)
  const made = [new RegExp(`^${plus}$`, 'u'), new RegExp(`^${minus}$`, 'u')] as const
  kept.set(reading, made)
  return made
}
