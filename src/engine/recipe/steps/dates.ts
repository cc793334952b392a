import { ident, isCertainSql, readsBothWaysSql, reorderedSql } from '../../sql'
import type { CellKind, SpecOf } from './kind'
import { textOnly } from './text-only'

/** Writes dates of the other order of day and month as the others, where the order is certain. */
export const dates: CellKind<SpecOf<'dates'>> = {
  title: ({ column, first }) => ({
    fr: `Remettre les dates de « ${column} » dans l’ordre ${first === 'day' ? 'jour, mois' : 'mois, jour'} là où l’ordre est certain`,
    en: `Write the dates of “${column}” ${first === 'day' ? 'day first' : 'month first'} where their order is certain`
  }),
  type: () => 'VARCHAR',
  misfit: textOnly,
  cell: ({ first, mark }, _, value) => `CASE WHEN ${isCertainSql(value, first)} THEN ${reorderedSql(value, first, mark)} ELSE ${value} END`, // prettier-ignore
  unnamed: ({ column }) => ({
    where: readsBothWaysSql(ident(column)),
    words: (n) => ({
      fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'date se lit des deux façons et reste telle quelle' : 'dates se lisent des deux façons et restent telles quelles'}`,
      en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'date reads both ways and stays as it is' : 'dates read both ways and stay as they are'}`
    })
  })
}
