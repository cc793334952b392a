import { fail } from '../../errors'
import { familyOf } from '../../profile'
import { comparedValues, filterPredicate } from '../../sql'
import type { ColumnInfo } from '../../../contract'
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
  async check({ column: name, values }, ground, ask) {
    const column = columnOf(ground, name)
    const held = comparedValues({ column: name, op: 'in', values }, column.type).map(
      ({ sql }) => `(${sql}) IS NOT NULL`
    )
    if (familyOf(column.type) === 'text' || familyOf(column.type) === 'boolean') return
    const [row] = await ask<{ any: boolean }>(`SELECT ${held.join(' OR ')} AS any`)
    if (!row?.any) throw unreadable(values[0] ?? '', column)
  },
  words({ column, values }) {
    const name = named(column)
    const shown = values.slice(0, TOLD)
    const rest = values.length - shown.length
    const fr = shown.map((value) => `« ${value} »`).join(', ') + (rest ? ` et ${rest} de plus` : '')
    const en = shown.map((value) => `“${value}”`).join(', ') + (rest ? ` and ${rest} more` : '')
    return { fr: `${name.fr} est parmi ${fr}`, en: `${name.en} is one of ${en}` }
  }
}

function unreadable(value: string, { name, type }: ColumnInfo): Error {
  return fail(
    'input',
    {
      fr: `Aucune valeur de la liste ne se lit comme une valeur de « ${name} » (${type}) ; la première est « ${value} ».`,
      en: `No value of the list reads as a value of “${name}” (${type}); the first is “${value}”.`
    },
    {
      hint: {
        fr: 'Écrivez-les comme la colonne les écrit : 2.5 pour un nombre, 2024-03-31 pour une date.',
        en: 'Write them as the column does: 2.5 for a number, 2024-03-31 for a date.'
      }
    }
  )
}
