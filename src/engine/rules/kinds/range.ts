import type { ColumnInfo, LocalizedText, Scalar } from '../../../contract'
import { fail } from '../../errors'
import { inBothLanguages } from '../../figure-text'
import { familyOf } from '../../profile'
import { filterPredicate, ident, text } from '../../sql'
import { columnOf, named, notANumberSql } from './cell'
import type { KindOf } from './kind'

/** Numbers or dates between two bounds, both allowed. A day as the last bound of moments takes that whole day in. */
export const range: KindOf<'range'> = {
  reads: ({ column }) => [column],
  verdict({ column: name, min, max }, ground) {
    const column = columnOf(ground, name)
    if (!['number', 'date', 'time', 'duration'].includes(familyOf(column.type))) throw noOrder(column)
    if (min === null && max === null) throw noBound()
    const none = notANumberSql(column)
    const tests = [
      ...(min === null ? [] : [filterPredicate({ all: [{ column: name, op: '>=', values: [min] }] }, [column])]),
      ...(max === null ? [] : [below(column, max)]),
      ...(none === null ? [] : [`NOT ${none}`])
    ]
    return tests.join(' AND ')
  },
  async check({ column: name, min, max }, ground, ask) {
    const column = columnOf(ground, name)
    const isNumber = familyOf(column.type) === 'number'
    const bounds = [min, max].map((bound) =>
      bound === null ? 'NULL' : `TRY_CAST(${text(String(bound))} AS ${comparedType(column)})`
    )
    const [row] = await ask<{ low: boolean; high: boolean; crossed: boolean | null }>(
      `SELECT ${bounds.map((bound, place) => `(${bound} IS NULL${isNumber ? ` OR isnan(${bound})` : ''}) AS ${place ? 'high' : 'low'}`).join(', ')}, ${bounds[0]} > ${bounds[1]} AS crossed`
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
    if (min === null)
      return isDay(max)
        ? { fr: `${name.fr} n’est pas après le ${high.fr}`, en: `${name.en} is not after ${high.en}` }
        : { fr: `${name.fr} est au plus ${high.fr}`, en: `${name.en} is at most ${high.en}` }
    if (max === null)
      return isDay(min)
        ? { fr: `${name.fr} n’est pas avant le ${low.fr}`, en: `${name.en} is not before ${low.en}` }
        : { fr: `${name.fr} est au moins ${low.fr}`, en: `${name.en} is at least ${low.en}` }
    return {
      fr: isDay(min)
        ? `${name.fr} est entre le ${low.fr} et le ${high.fr}`
        : `${name.fr} est entre ${low.fr} et ${high.fr}`,
      en: `${name.en} is between ${low.en} and ${high.en}`
    }
  }
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

/** A bound as it is read: `4 000`, `01/02/2024`; in English days stay as they are, whose order no one mistakes. */
function write(bound: Scalar): LocalizedText {
  if (typeof bound === 'number') return inBothLanguages((format) => format(bound, { maximumSignificantDigits: 17 }))
  const day = isDay(bound) ? String(bound).split('-').reverse().join('/') : String(bound)
  return { fr: day, en: String(bound) }
}

function isDay(bound: Scalar): boolean {
  return typeof bound === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(bound)
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
        fr: 'Donnez son type à la colonne dans Préparer et jugez les lignes préparées, ou choisissez une liste de valeurs ou un motif.',
        en: 'Give the column its type in Prepare and judge the prepared rows, or choose a list of values or a pattern.'
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
      hint:
        familyOf(type) === 'number'
          ? { fr: 'Écrivez un nombre.', en: 'Write a number.' }
          : {
              fr: 'Une date s’écrit année-mois-jour : 2024-03-31.',
              en: 'A date is written year-month-day: 2024-03-31.'
            }
    }
  )
}

function crossed(min: Scalar, max: Scalar): Error {
  return fail('input', {
    fr: `La borne basse (${write(min).fr}) est au-dessus de la borne haute (${write(max).fr}).`,
    en: `The lower bound (${write(min).en}) is above the upper one (${write(max).en}).`
  })
}
