import { mergeGroups } from '../../../contract'
import { literal, text } from '../../sql'
import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'
import { namesInWords } from './names'

/** Writes variants of one category, or of each of several, alike. */
export const merge: CellKind<SpecOf<'merge'>> = {
  title(spec) {
    const groups = mergeGroups(spec)
    const n = groups.reduce((sum, { variants }) => sum + variants.length, 0)
    const into = namesInWords(groups.map((group) => group.into))
    return {
      fr: `Réunir ${n} ${n < 2 ? 'variante' : 'variantes'} de « ${spec.column} » en ${into.fr}`,
      en: `Merge ${n} ${n === 1 ? 'variant' : 'variants'} of “${spec.column}” into ${into.en}`
    }
  },
  type: () => 'VARCHAR',
  cell(spec, type, value) {
    const present = asText(value, type)
    const cases = mergeGroups(spec).map(
      ({ variants, into }) => `WHEN ${present} IN (${variants.map(literal).join(', ')}) THEN ${text(into)}`
    )
    return `CASE ${cases.join(' ')} ELSE ${present} END`
  }
}
