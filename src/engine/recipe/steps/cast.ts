import { castSql, readingInWords, typeOf } from '../../import'
import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'

/** Reads a text column as another type. */
export const cast: CellKind<SpecOf<'cast'>> = {
  title({ column, reading }) {
    const words = readingInWords(reading) ?? { fr: 'texte', en: 'text' }
    return { fr: `Lire « ${column} » comme ${words.fr}`, en: `Read “${column}” as ${words.en}` }
  },
  type: ({ reading }) => typeOf(reading),
  cell: ({ reading }, type, value) => castSql(reading, asText(value, type))
}
