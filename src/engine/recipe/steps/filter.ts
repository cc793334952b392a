import type { Condition } from '../../../contract'
import { filterInWords, filterPredicate } from '../../sql'
import { formulaSql } from './formula-sql'
import type { SpecOf, StepKind } from './kind'

const ORDERED: ReadonlySet<Condition['op']> = new Set(['<', '<=', '>', '>=', 'between'])
const NUMBER = /^[+-]?\d+([.,]\d+)?$/

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
  misfit({ filter: { all } }, columns) {
    const compared = all.find(({ column, op, values }) => {
      const type = columns.find(({ name }) => name === column)?.type
      return (
        type === 'VARCHAR' && ORDERED.has(op) && values.some((value) => NUMBER.test(String(value).replace(/\s/g, '')))
      )
    })
    if (!compared) return null
    const [value] = compared.values
    return {
      fr: `« ${compared.column} » arrive ici comme du texte : « ${String(value)} » y serait comparé lettre à lettre (« 9 » après « 10 »). Placez avant cette étape celle qui lit la colonne comme un nombre.`,
      en: `“${compared.column}” comes here as text: “${String(value)}” would be compared letter by letter (“9” behind “10”). Put the step that reads the column as a number before this one.`
    }
  },
  after: (_, columns) => [...columns],
  sql({ filter: kept, expression }, from, columns) {
    const formula = expression === null ? '' : ` AND CAST(${formulaSql(expression)} AS BOOLEAN)`
    return `SELECT * FROM ${from} WHERE ${filterPredicate(kept, columns)}${formula}`
  }
}
