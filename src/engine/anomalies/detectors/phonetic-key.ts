import { plainText } from '../../profile'

/**
 * How a word sounds, French or English way, as a text that words heard alike share. DuckDB has no phonetic function and no library here
 * has one for French, hence these rules: the French ones after those of Soundex 2 and Phonex (F. Brouard, SQLpro, 1999), the English ones
 * after Metaphone (L. Philips, Computer Language 7 (1990)); both keep vowels, as sounds, so that fewer words meet.
 */
export function phoneticKey(word: string, language: 'fr' | 'en'): string {
  const letters = plainText(word)
    .replace(/œ/g, 'e')
    .replace(/æ/g, 'e')
    .replace(/[^a-z]/g, '')
  const heard = (language === 'fr' ? FRENCH : ENGLISH).reduce((text, [from, to]) => text.replace(from, to), letters)
  return heard.replace(/(.)\1+/g, '$1')
}

type Rules = readonly (readonly [RegExp, string])[]

/** In their order: what stands first is read first. Capitals and digits are sounds that no single letter writes. */
const FRENCH: Rules = [
  [/ph/g, 'f'],
  [/(?:sch|sh|ch(?=[aeiouy]))/g, 'C'],
  [/ch/g, 'k'],
  [/th/g, 't'],
  [/gn/g, 'N'],
  [/h/g, ''],
  [/(.)\1/g, '$1'],
  [/eau|au/g, 'o'],
  [/ou/g, 'U'],
  [/oi|oy/g, 'W'],
  [/(?:ei|ai|oe|eu|ae)(?![nm](?![aeiouy]))/g, 'e'],
  [/(?:ain|ein|in|im|yn|ym|un|um)(?![aeiouyU])/g, '1'],
  [/(?:an|am|en|em)(?![aeiouyU])/g, '2'],
  [/(?:on|om)(?![aeiouyU])/g, '3'],
  [/qu|q|ck|c(?![eiy1C])/g, 'k'],
  [/sc(?=[eiy1])/g, 's'],
  [/c(?=[eiy1])/g, 's'],
  [/gu(?=[eiy1])/g, 'g'],
  [/g(?=[eiy1])/g, 'j'],
  [/x(?=.)/g, 'ks'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/[sxtdp]+$/g, ''],
  [/(?:er|ez)$/g, 'E'],
  [/e$/g, '']
]

const ENGLISH: Rules = [
  [/^(?:kn|gn|pn)/g, 'n'],
  [/^wr/g, 'r'],
  [/^x/g, 's'],
  [/(.)\1/g, '$1'],
  [/ph/g, 'f'],
  [/tch|ch/g, 'C'],
  [/sh|sch|[st]i(?=o)/g, 'S'],
  [/th/g, '0'],
  [/gh(?=[^aeiouy]|$)/g, ''],
  [/dg(?=[eiy])/g, 'j'],
  [/ck|qu?|c(?![eiyC])/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/w?h/g, ''],
  [/(?:ee|ea|ie|ey|ei|y)/g, 'i'],
  [/(?:oo|ou|ow|ew)/g, 'u'],
  [/(?:ai|ay)/g, 'e'],
  [/(?:au|aw|oa)/g, 'o'],
  [/e$/g, '']
]
