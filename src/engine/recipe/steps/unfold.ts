import { ident, text } from '../../sql'
import { asText } from './as-text'
import { separatorInWords } from './separator'
import { withoutEnds } from './spaces'
import type { SpecOf, StepKind } from './kind'

/** Makes a row of each part of a text. */
export const unfold: StepKind<SpecOf<'unfold'>> = {
  rows: 'other',
  title: ({ column, by, trim }) => ({
    fr: `Faire une ligne de chaque réponse de « ${column} », séparées par ${separatorInWords(by).fr}${trim ? ', sans les espaces autour' : ''}`,
    en: `Make a row of each answer of “${column}”, separated by ${separatorInWords(by).en}${trim ? ', without the spaces around' : ''}`
  }),
  reads: ({ column }) => [column],
  after: ({ column }, columns) =>
    columns.map((each) => (each.name === column ? { name: column, type: 'VARCHAR' } : each)),
  sql({ column, by, trim }, from, columns) {
    const type = columns.find(({ name }) => name === column)?.type ?? 'VARCHAR'
    const cell = asText(ident(column), type)
    const parts = `CASE WHEN ${ident(column)} IS NULL THEN [NULL] ELSE string_split(${cell}, ${text(by)}) END`
    const part = `unnest(${parts})`
    return `SELECT * REPLACE (${trim ? withoutEnds(part) : part} AS ${ident(column)}) FROM ${from}`
  }
}
