import { ident, text } from '../../sql'
import { asText } from './as-text'
import { separatorInWords } from './separator'
import type { SpecOf, StepKind } from './kind'

/** Makes a row of each part of a text. */
export const unfold: StepKind<SpecOf<'unfold'>> = {
  rows: 'other',
  title: ({ column, by }) => ({
    fr: `Faire une ligne de chaque réponse de « ${column} », séparées par ${separatorInWords(by).fr}`,
    en: `Make a row of each answer of “${column}”, separated by ${separatorInWords(by).en}`
  }),
  reads: ({ column }) => [column],
  after: ({ column }, columns) =>
    columns.map((each) => (each.name === column ? { name: column, type: 'VARCHAR' } : each)),
  sql({ column, by }, from, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
    const cell = asText(ident(column), type)
    const parts = `CASE WHEN ${ident(column)} IS NULL THEN [NULL] ELSE string_split(${cell}, ${text(by)}) END`
    return `SELECT * REPLACE (unnest(${parts}) AS ${ident(column)}) FROM ${from}`
  }
}
