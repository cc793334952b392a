import { OF_MOST, type ColumnInfo } from '../../../contract'
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
      fr: `Écrire dans « ${column} » la valeur de la plupart des lignes de même « ${by} » (${n.toLocaleString('fr-FR')} valeurs nommées, les autres restent)`,
      en: `Write in “${column}” the value of most rows of the same “${by}” (${n.toLocaleString('en-GB')} values named, others stay)`
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
    const cell = ident(column)
    const cases = pairs.map(
      (pair) => `WHEN ${pairTest({ column, by }, pair, columns)} THEN ${valueSql(pair.to, typeOf(column, columns))}`
    )
    return `SELECT * REPLACE (CASE ${cases.join(' ')} ELSE ${cell} END AS ${cell}) FROM ${from}`
  },
  unnamed({ column, by, pairs }, columns, rows) {
    const [cell, group] = [ident(column), ident(by)]
    const named = pairs.map((pair) => `coalesce(${pairTest({ column, by }, pair, columns)}, false)`)
    const counted = `SELECT ${group} AS g, ${cell} AS v, count(*) AS n FROM (${rows}) WHERE ${group} IS NOT NULL AND ${cell} IS NOT NULL GROUP BY ALL`
    const usual = `SELECT g, arg_max(v, n) AS v FROM (${counted}) GROUP BY g HAVING max(n) >= ${OF_MOST.share} * sum(n) AND sum(n) >= ${OF_MOST.rows}`
    return {
      where: `${cell} IS NOT NULL AND ${group} IN (SELECT g FROM (${usual})) AND (${group}, ${cell}) NOT IN (SELECT (g, v) FROM (${usual})) AND NOT (${named.join(' OR ')})`,
      words: (n) => ({
        fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'autre ligne a' : 'autres lignes ont'} une valeur de « ${column} » que la plupart des lignes de même « ${by} » n’ont pas : l’étape ne ${n < 2 ? 'la nomme pas, elle reste telle quelle' : 'les nomme pas, elles restent telles quelles'}`,
        en: `${n.toLocaleString('en-GB')} other ${n === 1 ? 'row has' : 'rows have'} a value of “${column}” that most rows of the same “${by}” have not: the step does not name ${n === 1 ? 'it, it stays as it is' : 'them, they stay as they are'}`
      })
    }
  }
}

function typeOf(name: string, columns: readonly ColumnInfo[]): string {
  return columns.find((each) => each.name === name)?.type ?? 'VARCHAR'
}

/** Whether a row is of the group of a pair and holds the value that it replaces. */
function pairTest(
  { column, by }: Pick<SpecOf<'follow'>, 'column' | 'by'>,
  { of, from }: SpecOf<'follow'>['pairs'][number],
  columns: readonly ColumnInfo[]
): string {
  return `${codeTest(ident(by), typeOf(by, columns), [of])} AND ${codeTest(ident(column), typeOf(column, columns), [from])}`
}
