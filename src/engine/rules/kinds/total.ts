import type { ColumnInfo } from '../../../contract'
import { fail } from '../../errors'
import { familyOf } from '../../profile'
import { ident } from '../../sql'
import { columnOf, named } from './cell'
import type { Ground, KindOf } from './kind'

/** A column that the others add up, or multiply, to; what binary fractions cannot hold (a billionth) is overlooked beyond the tolerance. */
export const total: KindOf<'total'> = {
  reads: ({ total: whole, parts }) => [whole, ...parts],
  verdict({ total: name, parts, sign, tolerance }, ground) {
    const whole = numberOf(ground, name)
    const made = parts.map((part) => numberOf(ground, part)).join(` ${sign} `)
    // For the database NaN equals itself, and infinity is within a billionth of infinity of everything.
    return `(isfinite(${whole} - (${made})) AND abs(${whole} - (${made})) <= ${tolerance}::DOUBLE + 1e-9 * abs(${whole}))`
  },
  words({ total: whole, parts, sign, tolerance }) {
    const glue = sign === '+' ? ' + ' : ' × '
    const [fr, en] = [parts.map((part) => `« ${part} »`).join(glue), parts.map((part) => `“${part}”`).join(glue)]
    const name = named(whole)
    return {
      fr: `${name.fr} = ${fr}${tolerance ? `, à ${String(tolerance).replace('.', ',')} près` : ''}`,
      en: `${name.en} = ${en}${tolerance ? `, within ${tolerance}` : ''}`
    }
  }
}

function numberOf(ground: Ground, name: string): string {
  const column = columnOf(ground, name)
  if (familyOf(column.type) !== 'number') throw noNumber(column)
  return `${ident(name)}::DOUBLE`
}

function noNumber({ name, type }: ColumnInfo): Error {
  return fail(
    'input',
    { fr: `« ${name} » (${type}) n’est pas un nombre.`, en: `“${name}” (${type}) is not a number.` },
    { hint: { fr: 'Donnez son type à la colonne dans Préparer.', en: 'Give the column its type in Prepare.' } }
  )
}
