import { filterPredicate } from '../../sql'
import { columnOf, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** How many values are told in words. */
const TOLD = 6

/** One of the values listed, compared as values of the column's type. */
export const set: KindOf<'set'> = {
  reads: ({ column }) => [column],
  verdict({ column: name, values }, ground) {
    const column = columnOf(ground, name)
    const listed = filterPredicate({ all: [{ column: name, op: 'in', values }] }, [column])
    // A listed value that the column cannot hold is NULL there: it lets no row pass, and fails none.
    return `CASE WHEN ${listed} THEN true WHEN ${missingSql(column)} THEN NULL ELSE false END`
  },
  words({ column, values }) {
    const name = named(column)
    const shown = values.slice(0, TOLD)
    const rest = values.length - shown.length
    const fr = shown.map((value) => `« ${value} »`).join(', ') + (rest ? ` et ${rest} de plus` : '')
    const en = shown.map((value) => `“${value}”`).join(', ') + (rest ? ` and ${rest} more` : '')
    return { fr: `${name.fr} est parmi ${fr}`, en: `${name.en} is one of ${en}` }
  },
  order: ({ column }) => [column]
}
