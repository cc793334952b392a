import type { ColumnProfile } from '../../../contract'
import { hints, measureSql, wordsOf } from '../../profile'
import { ident, text } from '../../sql'
import type { DetectorContext } from '../detector'
import { dateBulk, reachOf, YEAR } from './date-bulk'
import type { Limit } from './limit'

const DAY = 86_400
/** Days without any date that part those to come from the others, where these do not thin out as slowly. */
const APART = 120 * DAY

/** Words of what has happened where it has a date. */
const DONE = new Set(
  'commande commandes order ordered achat achats purchase purchased vente sold creation created emission issued facture facturation invoice invoiced saisie entered inscription registration registered enregistrement recorded signature signed reponse answered response repondu appel call called mesure releve reading measured accident deces death mort naissance birth reclamation'.split(
    ' '
  )
)

/**
 * The ends of what dates can be. What has happened lies in the past; a contract may end, and a visit be planned, in some months: where nearly all dates are
 * past, only those to come are told that nothing leads up to.
 */
export async function dateLimit(context: DetectorContext, column: ColumnProfile): Promise<Limit> {
  const today = context.now.getTime() / 1000
  if (hints(column.name, 'birth'))
    return {
      low: today - 120 * YEAR,
      high: today,
      confidence: 0.9,
      reason: {
        fr: 'Une date de naissance est passée, depuis 120 ans au plus.',
        en: 'A date of birth lies in the past, at most 120 years ago.'
      }
    }
  const bulk = await dateBulk(context, column)
  const reach = reachOf(bulk.last - bulk.first)
  const low = Math.max(bulk.first - reach, Date.UTC(1800, 0, 1) / 1000)
  const isPast = bulk.last <= today
  const isDone = wordsOf(column.name).some((word) => DONE.has(word))
  const last = !isPast
    ? null
    : isDone
      ? today + DAY
      : await lastBeforeGap(context, column, { most: bulk.last, today: today + DAY })
  if (last !== null)
    return {
      low,
      high: Math.max(last, bulk.last),
      confidence: 0.85,
      reason: {
        fr: 'Presque toutes les dates sont passées et proches les unes des autres ; celles-ci sont à venir ou d’une autre époque.',
        en: 'Nearly all dates lie in the past, close together; these are to come or of another age.'
      }
    }
  return {
    low,
    high: bulk.last + reach,
    confidence: 0.8,
    reason: {
      fr: 'Ces dates sont à des dizaines d’années des autres.',
      en: 'These dates are decades away from the others.'
    }
  }
}

/** The last date before a gap beyond which all are to come, as wide as the last hundredth of the dates takes to thin out; null where there is none. */
async function lastBeforeGap(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  { most, today }: { most: number; today: number }
): Promise<number | null> {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  if (!measure || (column.numeric?.max ?? 0) <= today) return null
  const codes = column.disguised.map(({ value }) => text(value))
  const known = codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''
  const [found] = await ask<{ last: number }>(
    `SELECT last FROM (SELECT moment, lag(moment) OVER (ORDER BY moment) AS last FROM (SELECT DISTINCT ${measure} AS moment FROM ${table.sql} WHERE ${measure} >= ${most}${known})) WHERE moment > ${today} AND moment - last >= greatest(${APART}, last - ${most}) ORDER BY moment LIMIT 1`
  )
  return found?.last ?? null
}
