import type { TextReading } from '../../../contract'
import type { Counted, Tally } from './tally'

type BooleanReading = Extract<TextReading, { kind: 'boolean' }>

/** Pairs of words, yes first. The first ones say what they are alone; initials only in company. */
const WORDS: readonly (readonly [string, string])[] = [['oui', 'non'], ['yes', 'no'], ['true', 'false'], ['vrai', 'faux']] // prettier-ignore
const INITIALS: readonly (readonly [string, string])[] = [['o', 'n'], ['y', 'n'], ['t', 'f'], ['v', 'f'], ['ok', 'ko'], ['on', 'off'], ['✓', '✗'], ['✔', '✘'], ['☑', '☐']] // prettier-ignore
const MARKS: readonly string[] = ['x', '✓', '✔', '☑', '☒']

/** The two words of a column that is read as true and false, or null where fewer than nine in ten cells hold one. */
export function yesNoReading(values: readonly Counted[]): BooleanReading | null {
  const counts = new Map<string, number>()
  for (const { value, n } of values) {
    if (value.length > 8 || counts.size > 60) continue
    const word = value.toLowerCase()
    counts.set(word, (counts.get(word) ?? 0) + n)
  }
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const covers = (...words: string[]): boolean =>
    words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) >= total * 0.9
  const alone = WORDS.find(([yes, no]) => (counts.has(yes) || counts.has(no)) && covers(yes, no))
  if (alone) return { kind: 'boolean', yes: alone[0], no: alone[1] }
  const mixed = mixedPairs(counts)
  const [first, ...also] = mixed
  if (first && covers(...new Set(mixed.flatMap(({ yes, no }) => [yes, no])))) return { kind: 'boolean', ...first, also }
  const together = INITIALS.find(([yes, no]) => counts.has(yes) && counts.has(no) && covers(yes, no))
  if (together) return { kind: 'boolean', yes: together[0], no: together[1] }
  return null
}

/** Pairs that are also digits: what they mean is known only where a column is one of yes and no. */
const DIGITS: readonly (readonly [string, string])[] = [['1', '0']]

/** The pair of words, in lower case, in which a column known to say yes and no is written; null where these are of none, or of two. */
export function yesNoPair(words: readonly string[]): BooleanReading | null {
  const pairs = [...WORDS, ...INITIALS, ...DIGITS].filter((pair) => words.every((word) => pair.includes(word)))
  const [pair] = pairs
  return words.length && pair && pairs.length === 1 ? { kind: 'boolean', yes: pair[0], no: pair[1] } : null
}

/** The pairs of a column that says yes and no in several ways: words that stand alone, and their initials beside them. */
function mixedPairs(counts: ReadonlyMap<string, number>): { yes: string; no: string }[] {
  const met = (yes: string, no: string): boolean => counts.has(yes) || counts.has(no)
  const words = WORDS.filter(([yes, no]) => met(yes, no))
  const initials = words.map(([yes, no]) => [yes.charAt(0), no.charAt(0)] as const).filter(([yes, no]) => met(yes, no))
  return [...words, ...initials].map(([yes, no]) => ({ yes, no }))
}

/**
 * A cross in some cells and nothing in the others, which may say yes and no: only ever proposed, since an empty cell may as
 * well say "no answer". `told` are the values that do not say so.
 */
export function crossReading({ values, empty }: Tally, told: readonly Counted[]): BooleanReading | null {
  const marks = values.filter(({ value }) => MARKS.includes(value.toLowerCase()))
  const [first] = marks
  if (!first || !empty || marks.some(({ value }) => value.toLowerCase() !== first.value.toLowerCase())) return null
  const count = (list: readonly Counted[]): number => list.reduce((sum, { n }) => sum + n, 0)
  const others = count(told.filter(({ value }) => !MARKS.includes(value.toLowerCase())))
  const crosses = count(marks)
  return crosses >= 2 && others <= crosses * 0.1 ? { kind: 'boolean', yes: first.value.toLowerCase(), no: '' } : null
}
