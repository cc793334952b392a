import type { Semantic, SemanticKind } from '../../../contract'
import type { KnownColumn } from '../known-column'
import { missingWord } from '../../import'
import type { ValueCount } from '../sql/values'
import { CLOCK, EMAIL, FRENCH_POSTCODE, isPhone, isYesNo, URL_SHAPE, UUID } from './formats'
import { hints } from './hints'
import { numberMeaning } from './number-meaning'
import { guess } from './guess'
import { plainText } from './words'

/** What a column stands for, judged on its values first and its name second. */
export function semanticOf(column: KnownColumn, sample: readonly ValueCount[]): Semantic {
  if (column.missing === column.rows) return guess('empty', 1, 'aucune valeur', 'no value')
  if (column.constant && column.rows > 1) return guess('constant', 1, 'une seule valeur', 'a single value')
  switch (column.family) {
    case 'boolean':
      return guess('boolean', 1, 'type logique', 'logical type')
    case 'date':
      return guess('date', 1, 'type date', 'date type')
    case 'time':
      return guess('time', 1, 'type heure', 'time type')
    case 'duration':
      return guess('duration', 1, 'type intervalle', 'interval type')
    case 'binary':
      return guess('binary', 1, 'type binaire', 'binary type')
    case 'nested':
      return guess('nested', 1, 'type composé', 'nested type')
    case 'number':
      return numberMeaning(column)
    default:
      return textMeaning(column, sample)
  }
}

function textMeaning(column: KnownColumn, sample: readonly ValueCount[]): Semantic {
  const values = sample
    .map(({ value, n }) => ({ value: value.trim(), n }))
    .filter(({ value }) => value && !missingWord(value))
  const total = values.reduce((sum, { n }) => sum + n, 0) || 1
  const share = (test: (value: string) => boolean): number =>
    values.reduce((sum, { value, n }) => sum + (test(value) ? n : 0), 0) / total
  const format = FORMATS.map((candidate) => ({ ...candidate, share: share(candidate.test) })).find(
    (candidate) =>
      candidate.share >= 0.8 &&
      (!candidate.hint || hints(column.name, candidate.hint)) &&
      (!candidate.zeros || values.some(({ value }) => value.startsWith('0')))
  )
  if (format) return guess(format.kind, Math.min(0.98, format.share), format.fr, format.en)
  if (isYesNo([...new Set(values.map(({ value }) => plainText(value)))]))
    return guess('boolean', 0.95, 'deux valeurs, oui et non', 'two values, yes and no')
  if (column.reading?.kind === 'date')
    return guess('date', column.reading.share, 'textes lisibles comme des dates', 'texts that read as dates')
  if (column.reading?.kind === 'number') return numberMeaning(column)
  return wordMeaning(column, values, total)
}

function wordMeaning(column: KnownColumn, values: readonly ValueCount[], total: number): Semantic {
  const present = column.rows - column.missing - column.blank
  const ratio = column.distinct / Math.max(1, present)
  const words = values.reduce((sum, { value, n }) => sum + value.split(/\s+/).length * n, 0) / total
  const length = column.lengths?.mean ?? 0
  const coded = values.reduce((sum, { value, n }) => sum + (/\d/.test(value) && !/\s/.test(value) ? n : 0), 0) / total
  if (present > 20 && ratio > 0.98 && words < 1.5 && (coded > 0.8 || hints(column.name, 'identifier')))
    return guess(
      'identifier',
      0.9,
      'valeurs presque toutes différentes, sans espace',
      'nearly all values differ, no spaces'
    )
  if (words >= 6 && ratio > 0.3)
    return guess('free_text', 0.9, 'phrases presque toutes différentes', 'sentences, nearly all different')
  if (hints(column.name, 'name') && ratio > 0.05)
    return guess('name', 0.7, 'le nom de la colonne et des valeurs variées', 'the column’s name and varied values')
  if (coded > 0.8 && column.distinct > 100 && hints(column.name, 'identifier'))
    return guess('identifier', 0.7, 'codes répétés et nom de colonne', 'repeated codes and the column’s name')
  if (column.distinct <= 50 || (ratio <= 0.2 && length <= 40))
    return guess('category', ratio <= 0.2 ? 0.9 : 0.6, 'peu de valeurs, souvent répétées', 'few values, often repeated')
  if (words >= 3) return guess('free_text', 0.7, 'textes de plusieurs mots, variés', 'varied texts of several words')
  return guess(ratio > 0.6 ? 'name' : 'category', 0.5, 'textes courts et variés', 'short, varied texts')
}

interface Format {
  kind: SemanticKind
  test: (value: string) => boolean
  hint?: 'postcode' | 'phone'
  /** Some values must begin with 0: what tells a code from a quantity. */
  zeros?: boolean
  fr: string
  en: string
}

const FORMATS: readonly Format[] = [
  { kind: 'email', test: (value) => EMAIL.test(value), fr: 'forme d’adresse électronique', en: 'e-mail address shape' },
  { kind: 'url', test: (value) => URL_SHAPE.test(value), fr: 'forme d’adresse de page', en: 'web address shape' },
  {
    kind: 'identifier',
    test: (value) => UUID.test(value),
    fr: 'identifiants universels (UUID)',
    en: 'universal identifiers (UUID)'
  },
  { kind: 'time', test: (value) => CLOCK.test(value), fr: 'heures de la journée', en: 'times of day' },
  {
    kind: 'postcode',
    hint: 'postcode',
    test: (value) => /^[\dA-Z][\dA-Z -]{2,9}$/i.test(value) && /\d/.test(value),
    fr: 'codes, et le nom de la colonne',
    en: 'codes, and the column’s name'
  },
  { kind: 'phone', test: isPhone, fr: 'forme de numéro de téléphone', en: 'telephone number shape' },
  {
    kind: 'phone',
    hint: 'phone',
    test: (value) => /^[+\d][\d\s.()/-]{4,20}$/.test(value),
    fr: 'chiffres, et le nom de la colonne',
    en: 'digits, and the column’s name'
  },
  {
    kind: 'postcode',
    test: (value) => FRENCH_POSTCODE.test(value),
    zeros: true,
    fr: 'cinq chiffres d’un code postal français',
    en: 'five digits of a French postcode'
  }
]
