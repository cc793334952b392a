import type { LocalizedText } from '../../../contract'
import { ChantierError, fail } from '../../errors'
import { ident, text } from '../../sql'
import { columnOf, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** A text that a pattern takes. RE2 reads it in time linear in the text, whatever the pattern. */
export const regex: KindOf<'regex'> = {
  reads: ({ column }) => [column],
  verdict({ column: name, pattern, whole }, ground) {
    const column = columnOf(ground, name)
    const matches = whole ? 'regexp_full_match' : 'regexp_matches'
    return `CASE WHEN ${missingSql(column)} THEN NULL ELSE ${matches}(${ident(name)}::VARCHAR, ${text(pattern)}) END`
  },
  async check({ pattern }, _ground, ask) {
    if (pattern.includes('\0')) throw patternFault('invalid character', '', pattern, pattern.indexOf('\0') + 1)
    try {
      await ask(`SELECT regexp_matches('', ${text(pattern)}) AS fits`)
    } catch (error) {
      throw patternError(error, pattern)
    }
  },
  words({ column, pattern, whole }) {
    const name = named(column)
    return whole
      ? { fr: `${name.fr} suit le motif ${pattern}`, en: `${name.en} follows the pattern ${pattern}` }
      : { fr: `${name.fr} contient le motif ${pattern}`, en: `${name.en} holds the pattern ${pattern}` }
  }
}

/** What RE2 refuses, in plain words, at the place of the part that it names. */
export function patternError(error: unknown, pattern: string): unknown {
  const detail = error instanceof ChantierError && error.cause instanceof Error ? error.cause.message : ''
  const found = /^Invalid Input Error: ([^:]*)(?:: (.*))?$/s.exec(detail)
  if (!found) return error
  const [, what = '', part = ''] = found
  return patternFault(what, part, pattern, placeOf(what, part, pattern), detail)
}

function patternFault(what: string, part: string, pattern: string, at: number, detail?: string): Error {
  const words = /^\\p/i.test(part) ? NO_CLASS : FAULTS.find(([begin]) => what.startsWith(begin))?.[1]
  const told = part && part !== pattern ? { fr: ` (« ${part} »)`, en: ` (“${part}”)` } : { fr: '', en: '' }
  return fail(
    'input',
    {
      fr: `Ce motif ne se lit pas, au caractère ${at}${told.fr} : ${words?.fr ?? what}.`,
      en: `This pattern cannot be read, at character ${at}${told.en}: ${words?.en ?? what}.`
    },
    {
      place: { line: 1, column: at },
      detail,
      hint: {
        fr: 'Les motifs sont ceux de RE2 : \\d chiffre, \\pL lettre, [A-Z], répétitions {2,5}, choix (a|b) ; \\. pour un point.',
        en: 'Patterns are those of RE2: \\d digit, \\pL letter, [A-Z], repeats {2,5}, choice (a|b); \\. for a dot.'
      }
    }
  )
}

/** RE2 names the part at fault, not its place; for brackets it names all that it was reading. */
function placeOf(what: string, part: string, pattern: string): number {
  if (what.startsWith('unexpected )')) return unmatched(pattern) + 1
  if (what.startsWith('missing )')) return lastOpen(pattern) + 1
  const at = what.startsWith('trailing') ? pattern.length - 1 : pattern.indexOf(part)
  return Math.max(0, at) + 1
}

/** Where a bracket closes that was never opened. */
function unmatched(pattern: string): number {
  let depth = 0
  for (const { at, char } of brackets(pattern)) {
    if (char === '(') depth++
    else if (--depth < 0) return at
  }
  return 0
}

/** Where the last bracket opens that is never closed. */
function lastOpen(pattern: string): number {
  const open: number[] = []
  for (const { at, char } of brackets(pattern)) {
    if (char === '(') open.push(at)
    else open.pop()
  }
  return open.at(-1) ?? 0
}

function brackets(pattern: string): { at: number; char: string }[] {
  const found: { at: number; char: string }[] = []
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at)
    if (char === '\\') at++
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(' || char === ')') found.push({ at, char })
  }
  return found
}

/** RE2 says of an unknown class what it says of an interval upside down. */
const NO_CLASS: LocalizedText = {
  fr: 'cette classe de caractères n’existe pas',
  en: 'there is no such class of characters'
}

const FAULTS: readonly [string, LocalizedText][] = [
  ['missing ]', { fr: 'il manque un crochet fermant', en: 'a closing bracket ] is missing' }],
  ['missing )', { fr: 'il manque une parenthèse fermante', en: 'a closing parenthesis is missing' }],
  [
    'unexpected )',
    { fr: 'une parenthèse se ferme sans avoir été ouverte', en: 'a parenthesis closes that was not opened' }
  ],
  ['no argument for repetition', { fr: 'rien n’est à répéter ici', en: 'there is nothing to repeat here' }],
  ['bad repetition', { fr: 'deux signes de répétition se suivent', en: 'two signs of repetition follow each other' }],
  ['invalid named capture', { fr: 'un groupe nommé s’écrit (?P<nom>…)', en: 'a named group is written (?P<name>…)' }],
  ['invalid character class range', { fr: 'cet intervalle de caractères est à l’envers', en: 'this range of characters is upside down' }], // prettier-ignore
  [
    'invalid character',
    { fr: 'ce caractère (nul) ne peut être cherché', en: 'this (null) character cannot be sought' }
  ],
  ['pattern too large', { fr: 'le motif est trop grand', en: 'the pattern is too large' }],
  ['invalid escape', { fr: 'cette barre oblique inverse ne veut rien dire', en: 'this backslash means nothing' }],
  ['invalid repetition', { fr: 'ce nombre de répétitions n’est pas permis', en: 'this repetition is not allowed' }],
  [
    'invalid perl operator',
    { fr: 'RE2 n’a pas cet opérateur (ni (?=…), ni (?<=…))', en: 'RE2 does not have this operator (nor (?=…), (?<=…))' }
  ],
  ['trailing', { fr: 'le motif finit par une barre oblique inverse', en: 'the pattern ends with a backslash' }]
]
