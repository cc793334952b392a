import type { ColumnProfile } from '../../../contract'
import { dateSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'

/** Share of 1 January, of years that it stands in, from which it says "some day of that year"; chance alone gives 0.3 %. */
const HEAP = 0.25
/** Where all days are first ones, the column holds months: that is no fault. */
const ALL = 0.98

/**
 * Dates known only to the year or the month and filled up with its first day: far more of them than chance would put there,
 * beside dates known to the day.
 */
export const defaultDay: Detector = {
  name: 'default_day',
  title: { fr: 'Jours inconnus', en: 'Unknown days' },
  kinds: ['disguised_missing'],
  async *detect(context) {
    const dates = columnsWhere(
      context,
      ({ family, reading, distinct }) => (family === 'date' || reading?.kind === 'date') && distinct >= 10
    )
    for (const column of dates) {
      const found = await describe(context, column)
      if (found) yield found
    }
  }
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const name = ident(column.name)
  const day = column.reading?.kind === 'date' ? dateSql(name, column.reading) : name
  const [newYear, first] = [`(month(${day}) = 1 AND day(${day}) = 1)`, `day(${day}) = 1`]
  const [seen] = await ask<{ n: number; newyears: number; firsts: number; years: number }>(
    `SELECT count(${day}) AS n, count(*) FILTER (${newYear}) AS newyears, count(*) FILTER (${first}) AS firsts, count(DISTINCT year(${day})) FILTER (${newYear}) AS years FROM ${table.sql}`
  )
  if (!seen || seen.n < 50 || seen.years < 3 || seen.newyears < HEAP * seen.n || seen.newyears > ALL * seen.n)
    return null
  const months = seen.firsts - seen.newyears > 0.2 * (seen.n - seen.newyears) && seen.firsts < ALL * seen.n
  const rows = months ? seen.firsts : seen.newyears
  const where = `coalesce(${months ? first : newYear}, false)`
  const [label, count, part] = [named(column.name), rowsInWords(rows), shareInWords(rows, seen.n)]
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'default_day',
    columns: [column.name],
    where,
    rows,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'accuracy',
    message: months
      ? {
          fr: `${label.fr} : ${count.fr} au premier jour du mois (${part.fr}), sans doute faute de savoir le jour`,
          en: `${label.en}: ${count.en} on the first of a month (${part.en}), probably for want of the day`
        }
      : {
          fr: `${label.fr} : ${count.fr} au 1er janvier (${part.fr}), sans doute faute de savoir le jour`,
          en: `${label.en}: ${count.en} on 1 January (${part.en}), probably for want of the day`
        },
    explanation: {
      fr: 'Le hasard mettrait 0,3 % des dates au 1er janvier et 3 % à un premier du mois. Ces dates ne disent sûrement que l’année ou le mois : comparer leurs jours ou leurs écarts tromperait.',
      en: 'Chance would put 0.3% of dates on 1 January and 3% on a first of the month. These dates surely tell the year or the month only: to compare their days or distances would mislead.'
    },
    proposal: {
      text: {
        fr: 'Analyser cette colonne par mois ou par année ; ne pas compter en jours.',
        en: 'Analyse this column by month or year; do not count in days.'
      },
      repair: { kind: 'review' }
    }
  })
}
