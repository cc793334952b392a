import type { Random } from '../../stats/random'
import type { CaseSpec } from '../spec'
import type { Hand } from './model'

/** Takes the accents off and undoes ligatures: `cœur à l'été` becomes `coeur a l'ete`. */
export function unaccent(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'Oe')
    .replaceAll('æ', 'ae')
}

/** One slip of the fingers in a word of `text`: letters swapped, one lost or one doubled. */
export function misspell(text: string, random: Random): string {
  const places = [...text.matchAll(/\p{L}{4,}/gu)]
  if (places.length === 0) return text
  const word = random.pick(places)
  const at = word.index + 1 + random.below(word[0].length - 2)
  const slip = random.below(3)
  if (slip === 0) return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  if (slip === 1) return text.slice(0, at) + text.slice(at + 1)
  return text.slice(0, at) + text[at]! + text.slice(at)
}

/** Writes a text in a customer's hand: case, accents, abbreviations, slips, emoji, punctuation. */
export function writeByHand(text: string, hand: Hand, happy: boolean, spec: CaseSpec, random: Random): string {
  let written = text
  if (hand.abbreviated) written = abbreviate(written, spec.comments.abbreviations)
  if (hand.typos && random.chance(0.5)) written = misspell(written, random)
  if (hand.unaccented) written = unaccent(written)
  if (hand.lowercase) written = written.toLowerCase()
  if (!hand.unpunctuated)
    written += happy ? random.pick(['.', '.', '', ' !']) : random.pick(['.', '.', '', '...', ' !', ' !!!'])
  if (hand.shouting && !happy) written = written.toUpperCase()
  if (hand.emoji && random.chance(0.5))
    written += ` ${random.pick(happy ? spec.comments.emojis.good : spec.comments.emojis.bad)}`
  if (random.chance(spec.style.newline)) written = written.replace('. ', '.\n')
  return written
}

function abbreviate(text: string, pairs: readonly (readonly [string, string])[]): string {
  const short = new Map(pairs)
  return text.replace(/[\p{L}'-]+/gu, (word) => short.get(word) ?? word)
}
