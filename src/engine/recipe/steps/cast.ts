import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { castSql, lostZerosSql, readingInWords, readInPartSql, typeOf } from '../../import'
import { ident } from '../../sql'
import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'

/** Reads a text column as another type. */
export const cast: CellKind<SpecOf<'cast'>> = {
  title({ column, reading }) {
    const words = readingInWords(reading) ?? { fr: 'texte', en: 'text' }
    return { fr: `Lire « ${column} » comme ${words.fr}`, en: `Read “${column}” as ${words.en}` }
  },
  type: ({ reading }) => typeOf(reading),
  cell: ({ reading }, type, value) => castSql(reading, asText(value, type)),
  unnamed({ column, reading }, columns) {
    const text = ident(column)
    if (columns.find(({ name }) => name === column)?.type !== 'VARCHAR') return null
    if (reading.kind === 'date')
      return {
        where: readInPartSql(reading, text),
        words: (n) => without(n, ['son heure', 'leur heure'], 'time of day')
      }
    if (reading.kind !== 'integer' && reading.kind !== 'number') return null
    const zeros: [string, string] = ['ses zéros de tête', 'leurs zéros de tête']
    return { where: lostZerosSql(reading, text), words: (n) => without(n, zeros, 'leading zeros') }
  }
}

/** So many values are read without a part of their text. */
function without(n: number, [one, many]: [string, string], en: string): LocalizedText {
  const told = countOf(n, ['valeur lue', 'valeurs lues'], ['value read', 'values read'])
  return {
    fr: `${told.fr} sans ${n === 1 ? one : many}`,
    en: `${told.en} without ${n === 1 ? 'its' : 'their'} ${en}`
  }
}
