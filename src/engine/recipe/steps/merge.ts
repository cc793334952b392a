import { mergeGroups } from '../../../contract'
import { inBothLanguages } from '../../figure-text'
import { literal, text } from '../../sql'
import { asText } from './as-text'
import type { CellKind, SpecOf } from './kind'
import { namesInWords } from './names'
import { targetsOf } from './targets-of'

/** Writes variants of one category, or of each of several, alike. */
export const merge: CellKind<SpecOf<'merge'>> = {
  title(spec) {
    // The spelling that is kept stands among those of its group, and does not change.
    const changing = [...targetsOf(spec)].filter(([from, to]) => from !== to)
    const n = changing.length
    const told = inBothLanguages((format) => format(n))
    const names = changing.length ? changing.map(([, to]) => to) : mergeGroups(spec).map((group) => group.into)
    const into = namesInWords([...new Set(names)])
    return {
      fr: `Réunir ${told.fr} ${n < 2 ? 'variante' : 'variantes'} de « ${spec.column} » en ${into.fr}`,
      en: `Merge ${told.en} ${n === 1 ? 'variant' : 'variants'} of “${spec.column}” into ${into.en}`
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
