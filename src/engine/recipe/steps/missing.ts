import { codeTest } from '../codes'
import type { CellKind, SpecOf } from './kind'

/** Makes codes missing. */
export const missing: CellKind<SpecOf<'missing'>> = {
  title({ column, values }) {
    const codes = values.slice(0, 4).map(String).join(', ') + (values.length > 4 ? '…' : '')
    return {
      fr: `Rendre manquants les codes ${codes} de « ${column} »`,
      en: `Make codes ${codes} of “${column}” missing`
    }
  },
  type: (_, type) => type,
  cell: ({ values }, type, value) => `CASE WHEN ${codeTest(value, type, values)} THEN NULL ELSE ${value} END`
}
