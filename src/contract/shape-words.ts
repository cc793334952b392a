import type { LocalizedText } from './common'
import type { TextReading } from './recipe'

/** Signs of a date's shape (those of `strptime`, and %q, a quarter) as people write them, in French and English. */
const SIGNS: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  '%Y': ['aaaa', 'yyyy'],
  '%y': ['aa', 'yy'],
  '%m': ['mm', 'mm'],
  '%d': ['jj', 'dd'],
  '%B': ['mois', 'month'],
  '%A': ['jour', 'day'],
  '%H': ['hh', 'hh'],
  '%I': ['hh', 'hh'],
  '%M': ['mm', 'mm'],
  '%S': ['ss', 'ss'],
  '%f': ['ms', 'ms'],
  '%p': ['am/pm', 'am/pm'],
  '%z': ['±hh:mm', '±hh:mm'],
  '%q': ['trimestre', 'quarter'],
  '%G': ['aaaa', 'yyyy'],
  '%V': ['semaine', 'week'],
  '%u': ['j', 'd']
}

/** The words of a yes and no reading: « oui, o / non, n ». */
export function yesNoInWords({ yes, no, also = [] }: TextReading & { kind: 'boolean' }): LocalizedText {
  const [trues, falses] = [[yes, ...also.map((pair) => pair.yes)].join(', '), also.map((pair) => pair.no)]
  return {
    fr: `${trues} / ${[no || 'vide', ...falses].join(', ')}`,
    en: `${trues} / ${[no || 'empty', ...falses].join(', ')}`
  }
}

/** A shape as people write it: `%d/%m/%Y` is « jj/mm/aaaa ». */
export function shapeInWords(shape: string, language: 'fr' | 'en'): string {
  return shape.replace(/%[A-Za-z]/g, (sign) =>
    Object.hasOwn(SIGNS, sign) ? (SIGNS[sign]?.[language === 'fr' ? 0 : 1] ?? sign) : sign
  )
}
