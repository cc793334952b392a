import { filterInWords, filterPredicate } from '../../sql'
import { formulaSql } from './formula-sql'
import type { SpecOf, StepKind } from './kind'

/** Keeps the rows that meet conditions. */
export const filter: StepKind<SpecOf<'filter'>> = {
  rows: 'fewer',
  title({ filter: kept, expression }) {
    const words = kept.all.length ? filterInWords(kept) : null
    const formula = expression?.replace(/\s+/g, ' ').trim().slice(0, 60)
    const parts = (conditions: string | undefined, and: string): string =>
      [conditions, formula].filter(Boolean).join(` ${and} `)
    return {
      fr: `Ne garder que les lignes où ${parts(words?.fr, 'et')}`,
      en: `Keep only rows where ${parts(words?.en, 'and')}`
    }
  },
  reads: ({ filter: { all }, reads }) => [...all.map(({ column }) => column), ...(reads ?? [])],
  after: (_, columns) => [...columns],
  sql({ filter: kept, expression }, from, columns) {
    const formula = expression === null ? '' : ` AND CAST(${formulaSql(expression)} AS BOOLEAN)`
    return `SELECT * FROM ${from} WHERE ${filterPredicate(kept, columns)}${formula}`
  }
}
