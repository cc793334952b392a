import { columnOf, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** A value stands there: neither NULL nor, in a text, nothing but white space. */
export const notNull: KindOf<'not_null'> = {
  reads: ({ column }) => [column],
  verdict: ({ column }, ground) => `NOT ${missingSql(columnOf(ground, column))}`,
  words: ({ column }) => {
    const name = named(column)
    return { fr: `${name.fr} est renseigné`, en: `${name.en} is present` }
  }
}
