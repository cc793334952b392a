import type { ColumnProfile } from '../../../contract'
import { columnsWhere, type DetectorContext } from '../detector'
import { counted, finding, named, rowsInWords } from '../finding'
import { onceASearch } from '../once-a-search'
import { changedOver, READ_AGAIN, swappedBesideAnother, type Swap } from './other-date'
import { placeOf } from './row-place'

const MOST_DATES = 8
/** Two dates with day and month changed over lie 28 days apart or more. */
const FAR = 25
/** Days that the column must span: within a month or two nothing leaves the order. */
const SPAN = 60

/** The dates whose day and month were changed over, by the order of the rows or by another date. */
export const swapsOf = onceASearch(findSwaps)

async function findSwaps(context: DetectorContext): Promise<Swap[]> {
  const dates = columnsWhere(
    context,
    ({ family, reading, distinct }) => (family === 'date' || reading?.kind === 'date') && distinct >= 20
  ).slice(0, MOST_DATES)
  const found: Swap[] = []
  for (const column of dates) {
    const swapped = await outOfOrder(context, column)
    if (swapped) found.push(swapped)
  }
  if (dates.length > 1)
    for await (const swapped of swappedBesideAnother(context, dates))
      if (!found.some(({ column }) => column === swapped.column)) found.push(swapped)
  return found
}

async function outOfOrder(context: DetectorContext, column: ColumnProfile): Promise<Swap | null> {
  const place = await placeOf(context, column)
  if (!place || spanOf(column) < SPAN) return null
  const { table, rows: ask } = context
  const { placed, near } = place
  const other = changedOver('day')
  const far = `abs(day - due) > ${FAR}`
  const fits = `coalesce(${far} AND abs(${other} - due) <= ${near}, false)`
  const where = `rowid IN (SELECT id FROM (${placed}) WHERE ${fits})`
  const [seen] = await ask<{ far: number; fits: number }>(
    `SELECT count(*) FILTER (${far}) AS far, count(*) FILTER (${fits}) AS fits FROM (${placed})`
  )
  // Where most dates out of their place do not fit the other way round either, those that do may do so by chance.
  if (!seen?.fits || seen.fits < 0.3 * seen.far || seen.fits > 0.2 * place.n) return null
  const examples = await ask<{ day: string; due: string }>(
    `SELECT strftime(day, '%d/%m/%Y') AS day, strftime(${other}, '%d/%m/%Y') AS due FROM (${placed}) WHERE ${fits} ORDER BY id LIMIT 3`
  )
  const [label, count] = [named(column.name), rowsInWords(seen.fits)]
  const told = finding(table, {
    kind: 'mixed_dates',
    detector: 'day_month',
    columns: [column.name],
    where,
    orderBy: 'rowid',
    rows: seen.fits,
    severity: 'warning',
    confidence: seen.fits >= 0.8 * seen.far ? 0.85 : 0.6,
    dimension: 'accuracy',
    message: {
      fr: `${label.fr} : ${count.fr} où le jour et le mois semblent échangés`,
      en: `${label.en}: ${count.en} where day and month seem changed over`
    },
    explanation: {
      fr: `La colonne suit l’ordre des lignes ; ces dates en sortent de plus de ${FAR} jours, et y rentrent à ${near} jours près si l’on échange le jour et le mois : ${examples.map((one) => `${one.day} lu, ${one.due} sans doute`).join(' ; ')} (jour/mois/année). ${counted(seen.far - seen.fits, ['autre date est', 'autres dates sont'], ['', '']).fr} hors de l’ordre sans y rentrer ainsi.`,
      en: `The column follows the order of the rows; these dates leave it by more than ${FAR} days, and fit it to within ${near} days when day and month change places: ${examples.map((one) => `${one.day} read, ${one.due} probably meant`).join('; ')} (day/month/year). ${counted(seen.far - seen.fits, ['', ''], ['other date is', 'other dates are']).en} out of order without fitting so.`
    },
    proposal: READ_AGAIN
  })
  return { column, where, told }
}

/** Days from the first to the last hundredth of the dates. */
function spanOf({ numeric }: ColumnProfile): number {
  const at = (p: number): number => numeric?.quantiles.find((one) => one.p === p)?.value ?? 0
  return (at(0.99) - at(0.01)) / 86_400
}
