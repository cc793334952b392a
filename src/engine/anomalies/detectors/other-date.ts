import type { Anomaly, ColumnProfile } from '../../../contract'
import type { DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { dayOf } from './row-place'

/** Dates set side by side, two by two. */
const MOST_DATES = 5
/** Days within which nearly all pairs lie: two dates with day and month changed over lie 28 days apart or more. */
const CLOSE = 25
/** Share of the pairs that must lie so close, rows that tell, and share of the pairs out of it that must fit the other way round, as chance would hardly have it. */
const NEARLY_ALL = 0.9
const LEAST = 100
const FIT = 0.3
const LEAST_FIT = 3

/** What to do about dates whose day and month were changed over. */
export const READ_AGAIN: Anomaly['proposal'] = {
  text: {
    fr: 'Vérifier dans le fichier l’ordre du jour et du mois de ces dates, puis les relire dans l’autre ordre.',
    en: 'Check in the file the order of day and month of these dates, then read them in the other order.'
  },
  repair: { kind: 'review' }
}

/** Dates of a column whose day and month were changed over, with the predicate of their rows. */
export interface Swap {
  column: ColumnProfile
  where: string
  told: Anomaly
}

/** A date with day and month changed over; NULL where that makes none, or the same one. */
export function changedOver(day: string): string {
  return `CASE WHEN day(${day}) <= 12 AND day(${day}) <> month(${day}) THEN make_date(year(${day}), day(${day}), month(${day})) END`
}

/** Dates whose day and month were changed over as another date of the row tells, which nearly always lies near: only so is it near here too. */
export async function* swappedBesideAnother(
  context: DetectorContext,
  dates: readonly ColumnProfile[]
): AsyncGenerator<Swap, void> {
  const sample = await context.sample()
  const few = dates.slice(0, MOST_DATES)
  for (const column of few) {
    for (const other of few) {
      if (other === column) continue
      const found = await beside(context, column, other, sample.sql)
      if (!found) continue
      yield found
      break
    }
  }
}

async function beside(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  other: ColumnProfile,
  sample: string
): Promise<Swap | null> {
  const [day, anchor] = [dayOf(column), dayOf(other)]
  const [usual] = await ask<{ n: number; levels: number[] | null; middle: number | null }>(
    `SELECT count(apart) AS n, quantile_cont(apart, [0.05, 0.95]) AS levels, median(apart) AS middle FROM (SELECT ${day} - ${anchor} AS apart FROM ${sample})`
  )
  const [low, high] = usual?.levels ?? []
  if (!usual || usual.n < LEAST || low === undefined || high === undefined || high - low > CLOSE) return null
  // Half as far again as nine in ten lie: beyond it a date is out of its place.
  const slack = Math.max(2, Math.ceil((high - low) / 2))
  const [from, to] = [Math.floor(low) - slack, Math.ceil(high) + slack]
  const isOut = `(${day} - ${anchor}) NOT BETWEEN ${from} AND ${to}`
  const fits = `coalesce(${isOut} AND (${changedOver(day)} - ${anchor}) BETWEEN ${from} AND ${to}, false)`
  const otherFits = `coalesce(${isOut} AND (${day} - (${changedOver(anchor)})) BETWEEN ${from} AND ${to}, false)`
  const where = `${fits} AND NOT ${otherFits}`
  const counts = (rows: string): string => `SELECT count(*) FILTER (${isOut}) AS out, count(*) FILTER (${where}) AS fits, count(*) AS n FROM ${rows}` // prettier-ignore
  // Few rows say first whether there is anything to count.
  const [tried] = sample === table.sql ? [{ out: 1, fits: 1, n: 1 }] : await ask<Counts>(counts(sample))
  if (!tried?.fits || tried.fits < (FIT / 2) * tried.out) return null
  const [seen] = await ask<Counts>(counts(table.sql))
  if (!seen || seen.fits < Math.max(LEAST_FIT, FIT * seen.out) || seen.out > (1 - NEARLY_ALL) * seen.n) return null
  const examples = await ask<{ day: string; due: string }>(
    `SELECT strftime(${day}, '%d/%m/%Y') AS day, strftime(${changedOver(day)}, '%d/%m/%Y') AS due FROM ${table.sql} WHERE ${where} ORDER BY rowid LIMIT 3`
  )
  const [label, anchorName, count] = [named(column.name), named(other.name), rowsInWords(seen.fits)]
  const told = finding(table, {
    kind: 'mixed_dates',
    detector: 'day_month',
    aspect: `beside ${other.name}`,
    columns: [column.name],
    where,
    orderBy: 'rowid',
    rows: seen.fits,
    severity: 'warning',
    confidence: seen.fits >= 0.6 * seen.out ? 0.85 : 0.65,
    dimension: 'accuracy',
    message: {
      fr: `${label.fr} : ${count.fr} où le jour et le mois semblent échangés, à côté de ${anchorName.fr}`,
      en: `${label.en}: ${count.en} where day and month seem changed over, beside ${anchorName.en}`
    },
    explanation: {
      fr: `Ailleurs ${label.fr} se trouve de ${from} à ${to} jours après ${anchorName.fr} ; ces dates non, et elles s’y trouvent si l’on échange leur jour et leur mois : ${examples.map((one) => `${one.day} lu, ${one.due} sans doute`).join(' ; ')} (jour/mois/année).`,
      en: `Elsewhere ${label.en} lies from ${from} to ${to} days after ${anchorName.en}; these dates do not, and do when their day and month change places: ${examples.map((one) => `${one.day} read, ${one.due} probably meant`).join('; ')} (day/month/year).`
    },
    proposal: READ_AGAIN
  })
  return { column, where, told }
}

type Counts = { out: number; fits: number; n: number }
