import type { Anomaly, ColumnProfile } from '../../../contract'
import { dateSql } from '../../profile'
import { ident, isCertainSql, readsBothWaysSql } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, counted, finding, named, rowsInWords } from '../finding'
import { textColumns, type TextColumn } from '../text-fault'
import { READ_AGAIN, swappedBesideAnother } from './other-date'

const MOST_DATES = 8
/** Rows that tell how near its place a date usually stands. */
const TRIED_ROWS = 50_000
/** Share of the steps from row to row that must go one way for the column to be in the order of its rows. */
const ORDERED = 0.85
/** Rows on either side that tell where a date should stand. */
const NEIGHBOURS = 5
/** Days within which a date stands at its place, at least and at most; two dates with day and month changed over lie 28 days apart or more. */
const [NEAR, MOST_NEAR, FAR] = [3, 10, 25]
/** Days that the column must span: within a month or two nothing leaves the order. */
const SPAN = 60

/** Dates whose day and month were changed over: out of the order of the rows, and in it the other way round; or days beyond 12 that say another order than the column's. */
export const dayMonth: Detector = {
  name: 'day_month',
  title: { fr: 'Jour et mois échangés', en: 'Day and month changed over' },
  kinds: ['mixed_dates'],
  async *detect(context) {
    const dates = columnsWhere(
      context,
      ({ family, reading, distinct }) => (family === 'date' || reading?.kind === 'date') && distinct >= 20
    ).slice(0, MOST_DATES)
    const told = new Set<ColumnProfile>()
    for (const column of dates) {
      const swapped = await outOfOrder(context, column)
      if (!swapped) continue
      told.add(column)
      yield swapped
    }
    if (dates.length > 1)
      for await (const swapped of swappedBesideAnother(context, dates))
        if (![...told].some(({ name }) => swapped.columns.includes(name))) yield swapped
    for (const column of textColumns(context).slice(0, 4 * MOST_DATES)) {
      const mixed = await twoOrders(context, column)
      if (mixed) yield mixed
    }
  }
}

async function outOfOrder({ table, rows: ask }: DetectorContext, column: ColumnProfile): Promise<Anomaly | null> {
  const name = ident(column.name)
  const day = `${column.reading?.kind === 'date' ? dateSql(name, column.reading.formats) : name}::DATE`
  const dated = `SELECT rowid AS id, ${day} AS day FROM ${table.sql} WHERE ${name} IS NOT NULL`
  const [steps] = await ask<{ n: number; up: number; down: number }>(
    `SELECT count(*) AS n, count(*) FILTER (day >= before) AS up, count(*) FILTER (day <= before) AS down FROM (SELECT day, lag(day) OVER () AS before FROM (${dated}) WHERE day IS NOT NULL) WHERE before IS NOT NULL`
  )
  if (!steps || steps.n < 30 || Math.max(steps.up, steps.down) < ORDERED * steps.n) return null
  const placedOf = (rows: string): string =>
    `SELECT id, day, quantile_disc(day, 0.5) OVER (ORDER BY id ROWS BETWEEN ${NEIGHBOURS} PRECEDING AND ${NEIGHBOURS} FOLLOWING) AS due FROM (${rows}) WHERE day IS NOT NULL`
  const placed = placedOf(dated)
  const [usual] = await ask<{ near: number | null }>(
    `SELECT quantile_disc(abs(day - due), 0.75) AS near FROM (${placedOf(`${dated} AND rowid < ${TRIED_ROWS}`)})`
  )
  if (usual?.near == null || usual.near > MOST_NEAR || spanOf(column) < SPAN) return null
  const near = Math.max(NEAR, 2 * usual.near)
  const other = `CASE WHEN day(day) <= 12 AND day(day) <> month(day) THEN make_date(year(day), day(day), month(day)) END`
  const far = `abs(day - due) > ${FAR}`
  const fits = `coalesce(${far} AND abs(${other} - due) <= ${near}, false)`
  const where = `rowid IN (SELECT id FROM (${placed}) WHERE ${fits})`
  const [seen] = await ask<{ far: number; fits: number }>(
    `SELECT count(*) FILTER (${far}) AS far, count(*) FILTER (${fits}) AS fits FROM (${placed})`
  )
  // Where most dates out of their place do not fit the other way round either, those that do may do so by chance.
  if (!seen?.fits || seen.fits < 0.3 * seen.far || seen.fits > 0.2 * steps.n) return null
  const examples = await ask<{ day: string; due: string }>(
    `SELECT strftime(day, '%d/%m/%Y') AS day, strftime(${other}, '%d/%m/%Y') AS due FROM (${placed}) WHERE ${fits} ORDER BY id LIMIT 3`
  )
  const [label, count] = [named(column.name), rowsInWords(seen.fits)]
  return finding(table, {
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
}

/** Days from the first to the last hundredth of the dates. */
function spanOf({ numeric }: ColumnProfile): number {
  const at = (p: number): number => numeric?.quantiles.find((one) => one.p === p)?.value ?? 0
  return (at(0.99) - at(0.01)) / 86_400
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
