import type { LocalizedText } from '../../../../contract'

type Language = keyof LocalizedText

/** Fields of a date shape in plain words, the longest first; one letter alone stands for itself beside marks. */
const WORDS: readonly (readonly [field: string, words: readonly string[]])[] = [
  ['%Y', ['aaaa', 'yyyy', 'année', 'annee', 'year']],
  ['%q', ['trimestre', 'quarter']],
  ['%B', ['mois', 'month', 'mmmm', 'mmm']],
  ['%A', ['jour', 'day', 'jjjj', 'dddd', 'jjj', 'ddd']],
  ['%y', ['aa', 'yy']],
  ['%p', ['am/pm', 'ampm']],
  ['%z', ['±hh:mm', '+hh:mm', 'fuseau', 'zone']],
  ['%f', ['ms', 'fff']],
  ['%m', ['mm']],
  ['%d', ['jj', 'dd', 'j', 'd']],
  ['%H', ['hh']],
  ['%S', ['ss']]
]

export type TypedShape =
  | { kind: 'date' | 'timestamp' | 'time'; shape: string }
  | { problem: 'empty' | 'noYear' | 'noMonth' | 'twice' | 'unknown'; what: string }

/**
 * The shape that a person typed: « jj/mm/aaaa », « aaaa-mm-jj hh:mm », « j mois aaaa » or with signs of `strptime`. `mm`
 * are minutes once hours were named, and months before; letters beside the fields must be among those that dates are
 * written with (à, le, h, T, Z).
 */
export function typedShape(typed: string): TypedShape {
  const text = typed.trim()
  if (!text) return { problem: 'empty', what: '' }
  let shape = ''
  for (const token of text.match(/%[A-Za-z]|am\/pm|[±+]hh:mm|\p{L}+|./giu) ?? []) {
    const parts = /^%|^\P{L}$/u.test(token) ? [token] : decomposed(token.toLowerCase(), token)
    if (!parts) return { problem: 'unknown', what: token.slice(0, 20) }
    // Minutes follow hours, months stand beside days.
    for (const part of parts) shape += part === '%m' && /%[HI][^%]*$/.test(shape) ? '%M' : part
  }
  return judged(shape.includes('%p') ? shape.replaceAll('%H', '%I') : shape)
}

/** Letters that follow one another, as fields and the letters between them; null where some are neither. */
function decomposed(rest: string, written: string): string[] | null {
  if (rest === '') return []
  if (/^(à|a|le|at|the|utc|min)$/.test(rest)) return [written]
  for (const [field, words] of WORDS)
    for (const word of words) {
      const behind = rest.startsWith(word) ? decomposed(rest.slice(word.length), written.slice(word.length)) : null
      if (behind) return [field, ...behind]
    }
  const behind = /^[htzs]/.test(rest) ? decomposed(rest.slice(1), written.slice(1)) : null
  return behind && [written.charAt(0), ...behind]
}

function judged(shape: string): TypedShape {
  const fields: readonly string[] = shape.match(/%[A-Za-z]/g) ?? []
  const known: readonly string[] = [...WORDS.map(([field]) => field), '%M', '%I', '%G', '%V', '%u']
  const odd = fields.find((field) => !known.includes(field))
  if (odd !== undefined) return { problem: 'unknown', what: odd }
  const twice = fields.find((field, place) => fields.indexOf(field) !== place)
  if (twice !== undefined) return { problem: 'twice', what: twice }
  const has = (...any: string[]): boolean => any.some((field) => fields.includes(field))
  const timed = has('%H', '%I')
  if (!has('%Y', '%y', '%G')) {
    return timed && !has('%m', '%d', '%B', '%q') ? { kind: 'time', shape } : { problem: 'noYear', what: '' }
  }
  if (!has('%m', '%B', '%q', '%V')) return { problem: 'noMonth', what: '' }
  return { kind: timed ? 'timestamp' : 'date', shape }
}

/** How one moment is written in a shape. */
export function exampleOf(shape: string, language: Language): string {
  const months = { fr: 'décembre', en: 'December' }
  const days = { fr: 'mercredi', en: 'Wednesday' }
  const values: Readonly<Record<string, string>> = {
    '%Y': '2025',
    '%y': '25',
    '%m': '12',
    '%d': '31',
    '%B': months[language],
    '%A': days[language],
    '%H': '14',
    '%I': '02',
    '%M': '05',
    '%S': '09',
    '%f': '250',
    '%p': 'PM',
    '%z': '+01:00',
    '%q': '4',
    '%G': '2025',
    '%V': '52',
    '%u': '3'
  }
  return shape.replace(/%[A-Za-z]/g, (field) => values[field] ?? field)
}
