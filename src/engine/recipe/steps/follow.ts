import { ident } from '../../sql'
import { codeTest, valueSql } from '../codes'
import type { SpecOf, StepKind } from './kind'

/** Writes the value of their group in place of others, group by group as they are named. */
export const follow: StepKind<SpecOf<'follow'>> = {
  rows: 'same',
  title({ column, by, pairs }) {
    const [first] = pairs
    if (pairs.length === 1 && first)
      return {
        fr: `Écrire « ${first.to} » et non « ${first.from} » dans « ${column} » où « ${by} » est « ${first.of} »`,
        en: `Write “${first.to}” and not “${first.from}” in “${column}” where “${by}” is “${first.of}”`
      }
    const n = pairs.length
    return {
      fr: `Écrire dans « ${column} » la valeur de la plupart des lignes de même « ${by} » (${n.toLocaleString('fr-FR')} valeurs)`,
      en: `Write in “${column}” the value of most rows of the same “${by}” (${n.toLocaleString('en-GB')} values)`
    }
  },
  reads: ({ column, by }) => [column, by],
  misfit: ({ column, by }) =>
    column === by
      ? {
          fr: `« ${column} » ne peut pas être à la fois corrigée et le groupe.`,
          en: `“${column}” cannot be both corrected and the group.`
        }
      : null,
  after: (_, columns) => [...columns],
  sql({ column, by, pairs }, from, columns) {
    const typeOf = (name: string): string => columns.find((each) => each.name === name)?.type ?? 'VARCHAR'
    const [cell, group] = [ident(column), ident(by)]
    const cases = pairs.map(
      (pair) =>
        `WHEN ${codeTest(group, typeOf(by), [pair.of])} AND ${codeTest(cell, typeOf(column), [pair.from])} THEN ${valueSql(pair.to, typeOf(column))}`
    )
    return `SELECT * REPLACE (CASE ${cases.join(' ')} ELSE ${cell} END AS ${cell}) FROM ${from}`
  }
}
