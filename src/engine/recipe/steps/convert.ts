import type { LocalizedText } from '../../../contract'
import { aloneSql, bearsSql, convertedSql, digitsSql } from '../../import'
import { inBothLanguages } from '../../figure-text'
import { ident, text } from '../../sql'
import type { CellKind, SpecOf } from './kind'
import { textOnly } from './text-only'

type Spec = SpecOf<'convert'>

/** Brings measures that bear other units to one. */
export const convert: CellKind<Spec> = {
  title({ column, unit, from, as, decimal, writes = decimal }) {
    if (!from.length) return ALONE[as](column, unit)
    const factors = inBothLanguages((format) => from.map((each) => factorInWords(each, format)).join(' ; '))
    const numbers = WRITTEN[as]
    const mark = as === 'number' || writes === decimal ? { fr: '', en: '' } : MARKS[writes]
    return {
      fr: `Convertir « ${column} » en ${unit} (${factors.fr})${numbers.fr}${mark.fr}`,
      en: `Convert “${column}” to ${unit} (${factors.en.replaceAll(' ; ', '; ')})${numbers.en}${mark.en}`
    }
  },
  type: ({ as }) => (as === 'number' ? 'DOUBLE' : 'VARCHAR'),
  misfit: textOnly,
  cell(spec, _, value) {
    const { unit, from, as, decimal, writes = decimal } = spec
    const cases = from.map((each) => {
      const made = convertedSql(value, each, decimal)
      const words = `coalesce(${marked(made, writes)}${as === 'bare' ? '' : ` || ${text(` ${unit}`)}`}, ${value})`
      return `WHEN ${bearsSql(value, each.unit, decimal)} THEN ${as === 'number' ? `TRY_CAST(${made} AS DOUBLE)` : words}`
    })
    // Beside numbers that bear no unit, those in the wanted one drop theirs.
    if (as === 'bare')
      cases.push(`WHEN ${bearsSql(value, unit, decimal)} THEN ${aloneSql(value, unit, decimal, writes)}`)
    if (as !== 'number') return `CASE ${cases.join(' ')} ELSE ${value} END`
    const own = `WHEN ${bearsSql(value, unit, decimal)} THEN TRY_CAST(${digitsSql(value, unit, decimal)} AS DOUBLE)`
    return `CASE ${own} ${cases.join(' ')} END`
  },
  unnamed({ column, unit, from, decimal, as }) {
    const cell = ident(column)
    const others = from.map((each) => `(${bearsSql(cell, each.unit, decimal)} AND ${convertedSql(cell, each, decimal)} IS NOT NULL)`) // prettier-ignore
    const known = [bearsSql(cell, unit, decimal), ...others]
    // Beside numbers that bear no unit, these are in the wanted one.
    if (as === 'bare') known.push(`regexp_full_match(${cell}, '\\s*[-+]?\\d[\\d\\s.,]*')`)
    return {
      where: `${cell} IS NOT NULL AND trim(${cell}) <> '' AND NOT (${known.join(' OR ')})`,
      words: (n) => {
        const kept = as === 'number' ? KEPT.number : KEPT.text
        return {
          fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? `cellule est sans unité ou d’une autre, se lirait de deux façons ou est trop grande, et ${kept.fr[0]}` : `cellules sont sans unité ou d’une autre, se liraient de deux façons ou sont trop grandes, et ${kept.fr[1]}`}`,
          en: `${n.toLocaleString('en-GB')} ${n === 1 ? `cell bears no unit or another one, could be read two ways or is too large, and ${kept.en[0]}` : `cells bear no unit or another one, could be read two ways or are too large, and ${kept.en[1]}`}`
        }
      }
    }
  }
}

/** What a conversion from no other unit does. */
const ALONE: Record<Spec['as'], (column: string, unit: string) => LocalizedText> = {
  text: (column, unit) => ({ fr: `Garder « ${column} » en ${unit}`, en: `Keep “${column}” in ${unit}` }),
  bare: (column, unit) => ({
    fr: `Ôter l’unité ${unit} de « ${column} »`,
    en: `Take the unit ${unit} off “${column}”`
  }),
  number: (column, unit) => ({
    fr: `Lire « ${column} » en ${unit}, en nombres`,
    en: `Read “${column}” in ${unit}, as numbers`
  })
}

const WRITTEN = {
  text: { fr: '', en: '' },
  bare: { fr: ', le nombre seul', en: ', the number alone' },
  number: { fr: ', en nombres', en: ', as numbers' }
}

const MARKS = {
  '.': { fr: ', écrits avec un point', en: ', written with a point' },
  ',': { fr: ', écrits avec une virgule', en: ', written with a comma' }
}

const KEPT = {
  text: { fr: ['reste telle quelle', 'restent telles quelles'], en: ['stays as it is', 'stay as they are'] },
  number: { fr: ['devient manquante', 'deviennent manquantes'], en: ['becomes missing', 'become missing'] }
}

function factorInWords({ unit, times, per }: Spec['from'][number], format: (value: number) => string): string {
  return `${unit}${times === 1 ? '' : ` × ${format(times)}`}${per === 1 ? '' : ` ÷ ${format(per)}`}`
}

function marked(number: string, decimal: Spec['decimal']): string {
  return decimal === '.' ? number : `replace(${number}, '.', ',')`
}
