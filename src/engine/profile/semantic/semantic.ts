import type { Semantic } from '../../../contract'
import type { KnownColumn } from '../known-column'
import { missingWord } from '../../import'
import type { ValueCount } from '../sql/values'
import { isYesNo } from './formats'
import { hints, type Hint } from './hints'
import { numberMeaning } from './number-meaning'
import { guess } from './guess'
import { isCode, isPhrase, isProper } from './phrases'
import { marksOutOf } from './quantities'
import { FORMATS } from './text-formats'
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
      return numberMeaning(column, sample)
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
  const texts = values.map(({ value }) => value)
  const format = FORMATS.map((candidate) => ({ ...candidate, share: share(candidate.test) })).find(
    (candidate) => candidate.share >= 0.8 && (candidate.only?.(texts, column.name) ?? true)
  )
  if (format) return guess(format.kind, Math.min(0.98, format.share), format.fr, format.en)
  const marks = marksOutOf(values)
  if (marks) return guess('score', 0.9, `notes sur ${marks.max}`, `marks out of ${marks.max}`, marks)
  if (isYesNo([...new Set(values.map(({ value }) => plainText(value)))]))
    return guess('boolean', 0.95, 'deux valeurs, oui et non', 'two values, yes and no')
  if (column.reading?.kind === 'date')
    return guess('date', column.reading.share, 'textes lisibles comme des dates', 'texts that read as dates')
  if (column.reading?.kind === 'number') return numberMeaning(column, sample)
  return wordMeaning(column, values, total)
}

function wordMeaning(column: KnownColumn, values: readonly ValueCount[], total: number): Semantic {
  const present = column.rows - column.missing - column.blank
  const ratio = column.distinct / Math.max(1, present)
  const words = values.reduce((sum, { value, n }) => sum + value.split(/\s+/).length * n, 0) / total
  const length = column.lengths?.mean ?? 0
  const share = (test: (value: string) => boolean): number =>
    values.reduce((sum, { value, n }) => sum + (test(value) ? n : 0), 0) / total
  const coded = share((value) => /\d/.test(value) && !/\s/.test(value))
  const codes = share(isCode)
  const proper = share(isProper)
  const named = (hint: Hint): boolean => hints(column.name, hint)
  if (present > 20 && ratio > 0.98 && words < 1.5 && (coded > 0.8 || named('identifier')))
    return guess(
      'identifier',
      0.9,
      'valeurs presque toutes différentes, sans espace',
      'nearly all values differ, no spaces'
    )
  if (words >= 6 && ratio > 0.3)
    return guess('free_text', 0.9, 'phrases presque toutes différentes', 'sentences, nearly all different')
  if (column.distinct > 20 && words >= 2.5 && share(isPhrase) >= 0.5)
    return guess('free_text', 0.8, 'phrases de mots variés', 'phrases of varied words')
  if (named('text') && column.distinct > 20 && words >= 2.5)
    return guess(
      'free_text',
      0.7,
      'le nom de la colonne et des textes de plusieurs mots',
      'the column’s name and texts of several words'
    )
  if (named('person') && proper >= 0.8 && column.distinct > 2)
    return guess('name', 0.8, 'le nom de la colonne et des noms propres', 'the column’s name and proper names')
  if (named('name') && ratio > 0.05 && codes < 0.5)
    return guess('name', 0.7, 'le nom de la colonne et des valeurs variées', 'the column’s name and varied values')
  if (codes > 0.8 && named('identifier') && column.distinct > Math.min(100, 0.3 * present))
    return guess('identifier', 0.8, 'codes répétés et nom de colonne', 'repeated codes and the column’s name')
  if (codes > 0.8 && present > 20 && ratio > 0.2)
    return guess('identifier', 0.7, 'codes faits de lettres et de chiffres', 'codes made of letters and digits')
  if (column.distinct <= 50 || (ratio <= 0.2 && length <= 40))
    return guess('category', ratio <= 0.2 ? 0.9 : 0.6, 'peu de valeurs, souvent répétées', 'few values, often repeated')
  if (words >= 3 && proper < 0.8)
    return guess('free_text', 0.7, 'textes de plusieurs mots, variés', 'varied texts of several words')
  return guess(
    ratio > 0.6 && proper >= 0.5 ? 'name' : 'category',
    0.5,
    'textes courts et variés',
    'short, varied texts'
  )
}
