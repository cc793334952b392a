import { literal, text } from '../../sql'
import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'

/** Writes variants of one category alike. */
export const merge: CellKind<SpecOf<'merge'>> = {
  title: ({ column, variants, into }) => ({
    fr: `Réunir ${variants.length} ${variants.length < 2 ? 'variante' : 'variantes'} de « ${column} » en « ${into} »`,
    en: `Merge ${variants.length} ${variants.length === 1 ? 'variant' : 'variants'} of “${column}” into “${into}”`
  }),
  type: () => 'VARCHAR',
  cell({ variants, into }, type, value) {
    const present = asText(value, type)
    return `CASE WHEN ${present} IN (${variants.map(literal).join(', ')}) THEN ${text(into)} ELSE ${present} END`
  }
}
