import type { ColumnInfo, LocalizedText, Scalar } from '../../../contract'
import { fail } from '../../errors'
import { familyOf } from '../../profile'
import { filterPredicate, ident, text } from '../../sql'
import { columnOf, named } from './cell'
import type { KindOf } from './kind'

/** Numbers or dates between two bounds, both allowed. A day as the last bound of moments takes that whole day in. */
export const range: KindOf<'range'> = {
  reads: ({ column }) => [column],
  verdict({ column: name, min, max }, ground) {
    const column = columnOf(ground, name)
    if (!['number', 'date', 'time', 'duration'].includes(familyOf(column.type))) throw noOrder(column)
    if (min === null && max === null) throw noBound()
    const tests = [
      ...(min === null ? [] : [filterPredicate({ all: [{ column: name, op: '>=', values: [min] }] }, [column])]),
      ...(max === null ? [] : [below(column, max)]),
      // For the database NaN is greater than every number.
      ...(/^(FLOAT|DOUBLE)$/.test(column.type) ? [`NOT isnan(${ident(name)})`] : [])
    ]
    return tests.join(' AND ')
  },
  async check({ column: name, min, max }, ground, ask) {
    const column = columnOf(ground, name)
    const bounds = [min, max].map((bound) =>
      bound === null ? 'NULL' : `TRY_CAST(${text(String(bound))} AS ${comparedType(column)})`
    )
    const [row] = await ask<{ low: boolean; high: boolean; crossed: boolean | null }>(
      `SELECT ${bounds[0]} IS NULL AS low, ${bounds[1]} IS NULL AS high, ${bounds[0]} > ${bounds[1]} AS crossed`
    )
    for (const [bound, unread] of [
      [min, row?.low],
      [max, row?.high]
    ] as const)
      // prettier-ignore
      if (bound !== null && unread) throw unreadable(bound, column)
    if (row?.crossed) throw crossed(min, max)
  },
  words: ({ column, min, max }) => {
    const name = named(column)
    const [low, high] = [write(min), write(max)]
    if (min === null) return { fr: `${name.fr} est au plus ${high.fr}`, en: `${name.en} is at most ${high.en}` }
    if (max === null) return { fr: `${name.fr} est au moins ${low.fr}`, en: `${name.en} is at least ${low.en}` }
    return {
      fr: `${name.fr} est entre ${low.fr} et ${high.fr}`,
      en: `${name.en} is between ${low.en} and ${high.en}`
    }
  },
  order: ({ column }) => [column]
}

function below(column: ColumnInfo, max: Scalar): string {
  if (/^TIMESTAMP/.test(column.type) && /^\d{4}-\d{2}-\d{2}$/.test(String(max)))
    return `${ident(column.name)} < TRY_CAST(${text(String(max))} AS DATE) + INTERVAL 1 DAY`
  return filterPredicate({ all: [{ column: column.name, op: '<=', values: [max] }] }, [column])
}

/** A bound may be finer or larger than its column: 2.5 of whole numbers, 300 of bytes. */
function comparedType({ type }: ColumnInfo): string {
  return familyOf(type) === 'number' ? 'DOUBLE' : type
}

function write(bound: Scalar): LocalizedText {
  return { fr: typeof bound === 'number' ? String(bound).replace('.', ',') : String(bound), en: String(bound) }
}

function noOrder({ name, type }: ColumnInfo): Error {
  return fail(
    'input',
    {
      fr: `« ${name} » (${type}) n’est ni un nombre ni une date : un intervalle n’y a pas de sens.`,
      en: `“${name}” (${type}) is neither a number nor a date: a range makes no sense there.`
    },
    {
      hint: {
        fr: 'Donnez son type à la colonne dans Préparer, ou choisissez une liste de valeurs ou un motif.',
        en: 'Give the column its type in Prepare, or choose a list of values or a pattern.'
      }
    }
  )
}

function noBound(): Error {
  return fail('input', { fr: 'Donnez au moins une borne.', en: 'Give at least one bound.' })
}

function unreadable(bound: Scalar, { name, type }: ColumnInfo): Error {
  return fail(
    'input',
    {
      fr: `La borne « ${String(bound)} » ne se lit pas comme une valeur de « ${name} » (${type}).`,
      en: `The bound “${String(bound)}” does not read as a value of “${name}” (${type}).`
    },
    {
      hint: {
        fr: 'Une date s’écrit année-mois-jour : 2024-03-31.',
        en: 'A date is written year-month-day: 2024-03-31.'
      }
    }
  )
}

function crossed(min: Scalar, max: Scalar): Error {
  return fail('input', {
    fr: `La borne basse (${String(min)}) est au-dessus de la borne haute (${String(max)}).`,
    en: `The lower bound (${String(min)}) is above the upper one (${String(max)}).`
  })
}
