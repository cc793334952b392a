import type { Anomaly } from '../../../contract'
import { isCertainSql, readsBothWaysSql } from '../../sql'
import type { Detector, DetectorContext } from '../detector'
import { countSql, counted, finding, named, rowsInWords } from '../finding'
import { textColumns, type TextColumn } from '../text-fault'
import { swapsOf } from './swapped-days'

const MOST_DATES = 8

/** Dates whose day and month were changed over: out of the order of the rows, and in it the other way round; or days beyond 12 that say another order than the column's. */
export const dayMonth: Detector = {
  name: 'day_month',
  title: { fr: 'Jour et mois échangés', en: 'Day and month changed over' },
  kinds: ['mixed_dates'],
  async *detect(context) {
    for (const { told } of await swapsOf(context)) yield told
    for (const column of textColumns(context).slice(0, 4 * MOST_DATES)) {
      const mixed = await twoOrders(context, column)
      if (mixed) yield mixed
    }
  }
}

async function twoOrders(
  { table, rows: ask }: DetectorContext,
  { column, written }: TextColumn
): Promise<Anomaly | null> {
  const pattern = `'^(\\d{1,2})[/.-](\\d{1,2})[/.-](?:\\d{4}|\\d{2})(?:[ T].*)?$'`
  const part = (group: 1 | 2): string => `TRY_CAST(regexp_extract(${written.value}, ${pattern}, ${group}) AS INTEGER)`
  const [first, second] = [part(1), part(2)]
  const dayFirst = `coalesce(${first} BETWEEN 13 AND 31 AND ${second} BETWEEN 1 AND 12, false)`
  const monthFirst = `coalesce(${second} BETWEEN 13 AND 31 AND ${first} BETWEEN 1 AND 12, false)`
  if (!(column.family === 'date' || column.reading?.kind === 'date' || column.top.some(({ value }) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(value)))) return null // prettier-ignore
  const [seen] = await ask<{ n: number; days: number; months: number; open: number }>(
    `SELECT count(*) FILTER (regexp_matches(${written.value}, ${pattern})) AS n, count(*) FILTER (${dayFirst}) AS days, count(*) FILTER (${monthFirst}) AS months, count(*) FILTER (${first} BETWEEN 1 AND 12 AND ${second} BETWEEN 1 AND 12 AND ${first} <> ${second}) AS open FROM ${written.from}`
  )
  if (!seen || seen.n < 20 || seen.n < 0.5 * (column.rows - column.missing) || !seen.days || !seen.months) return null
  const fewer = seen.months <= seen.days ? monthFirst : dayFirst
  const where = written.where(fewer)
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [name, count, most] = [named(column.name), rowsInWords(rows), Math.max(seen.days, seen.months)]
  const usual = seen.months <= seen.days
  const repair = await reordered(ask, { column, written }, usual ? 'day' : 'month', pattern)
  return finding(table, {
    kind: 'mixed_dates',
    detector: 'day_month',
    aspect: 'two orders',
    // The texts themselves are told by how they are written; here it is the column that cannot be trusted.
    place: 'column',
    columns: [column.name],
    where,
    rowsSql: written.rowsSql(fewer),
    rows,
    severity: 'critical',
    confidence: 0.9,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : deux ordres du jour et du mois ; ${count.fr} de l’autre ordre que la plupart`,
      en: `${name.en}: two orders of day and month; ${count.en} in another order than most`
    },
    explanation: {
      fr: `${most.toLocaleString('fr-FR')} dates ne se lisent que ${usual ? 'le jour' : 'le mois'} d’abord, ${rows.toLocaleString('fr-FR')} que ${usual ? 'le mois' : 'le jour'} d’abord (un nombre passe 12). Les ${seen.open.toLocaleString('fr-FR')} dont les deux nombres sont de 1 à 12 se lisent des deux façons : certaines sont sans doute lues à l’envers, sans que rien ne le montre.`,
      en: `${most.toLocaleString('en-GB')} dates can only be read ${usual ? 'day' : 'month'} first, ${rows.toLocaleString('en-GB')} only ${usual ? 'month' : 'day'} first (a number exceeds 12). The ${seen.open.toLocaleString('en-GB')} whose two numbers lie between 1 and 12 read both ways: some are probably read the wrong way round, with nothing to show for it.`
    },
    proposal: repair ?? {
      text: {
        fr: 'Séparer les deux sources ou les deux exports qui écrivent ces dates, et lire chacun dans son ordre.',
        en: 'Part the two sources or exports that write these dates, and read each in its own order.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** The repair of dates that can only be read in the other order: written as the others, with the mark that most of those bear. */
async function reordered(
  ask: DetectorContext['rows'],
  { column, written: { value, from } }: TextColumn,
  first: 'day' | 'month',
  pattern: string
): Promise<Anomaly['proposal']> {
  const [seen] = await ask<{ n: number; open: number; mark: '/' | '.' | '-' | null }>(
    `SELECT count(*) FILTER (${isCertainSql(value, first)}) AS n, count(*) FILTER (${readsBothWaysSql(value)}) AS open, mode(regexp_extract(${value}, '[/.-]')) FILTER (regexp_matches(${value}, ${pattern}) AND NOT ${isCertainSql(value, first)}) AS mark FROM ${from}`
  )
  if (!seen?.n || !seen.mark) return null
  const count = counted(seen.n, ['date', 'dates'], ['date', 'dates'])
  const open = counted(seen.open, ['autre se lit', 'autres se lisent'], ['other reads', 'others read'])
  const stay = seen.open === 1 ? { fr: 'reste telle quelle', en: 'stays as it is' } : { fr: 'restent telles quelles', en: 'stay as they are' } // prettier-ignore
  return {
    text: {
      fr: `Remettre dans l’ordre ${first === 'day' ? 'jour, mois' : 'mois, jour'} ${count.fr} dont l’ordre est certain.${seen.open ? ` ${open.fr} des deux façons et ${stay.fr} : pour cela, séparer les deux exports et lire chacun dans son ordre.` : ''}`,
      en: `Write ${count.en} of a certain order ${first} first.${seen.open ? ` ${open.en} both ways and ${stay.en}: for that, part the two exports and read each in its own order.` : ''}`
    },
    repair: { kind: 'dates', column: column.name, first, mark: seen.mark }
  }
}
