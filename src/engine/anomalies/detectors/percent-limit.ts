import type { ColumnProfile } from '../../../contract'
import { hints, quantileAt, wordsOf } from '../../profile'
import type { DetectorContext } from '../detector'
import type { Limit } from './limit'
import { numberSql } from './number-sql'

/** Words of percents alone: rates and parts may be of anything. */
const NAMES = /^(pct|percents?|percentages?|pourcentages?|pourcents?|prozent|porcentajes?|percentuale)$/
/** Share of the values that may lie beyond 100 where these hide no more behind the last hundredth. */
const MOST = 0.05
/** How near 100 values lie that touch it, the share of these, and how few of those beyond may lie as near. */
const NEAR = 10
const TOUCHED = 0.005
const GOES_ON = 0.1

/** The ends of a proportion: 0 and 100, also where so many lie beyond that the last hundredth is theirs, with an empty place behind 100. */
export async function percentLimit(context: DetectorContext, column: ColumnProfile): Promise<Limit | null> {
  const facts = column.numeric
  if (!facts?.n || facts.max === null) return null
  const at = (p: number): number => quantileAt(facts, p)
  const reason = { fr: 'Une proportion va de 0 à 100 %.', en: 'A proportion runs from 0 to 100%.' }
  if (column.semantic.kind === 'percent' && at(0.01) >= 0 && at(0.99) <= 100)
    return { low: 0, high: at(0.99) <= 1 && facts.max <= 1.5 ? 1 : 100, confidence: 0.7, reason }
  return facts.max > 100 && isNamed(column) ? behindHundred(context, column) : null
}

/** Whether a column is one of percents, by its name where values far off hide it. */
function isNamed({ name, semantic, family }: ColumnProfile): boolean {
  if (hints(name, 'change') || family !== 'number') return false
  return (
    semantic.kind === 'percent' ||
    (['measure', 'money'].includes(semantic.kind) &&
      (name.includes('%') || wordsOf(name).some((word) => NAMES.test(word))))
  )
}

async function behindHundred({ table, rows: ask }: DetectorContext, column: ColumnProfile): Promise<Limit | null> {
  const [seen] = await ask<Record<'n' | 'whole' | 'touching' | 'behind' | 'beyond' | 'negative', number>>(
    `SELECT count(v) AS n, count(*) FILTER (v > 1) AS whole, count(*) FILTER (v > ${100 - NEAR} AND v <= 100) AS touching, count(*) FILTER (v > 100 AND v <= ${100 + NEAR}) AS behind, count(*) FILTER (v > 100) AS beyond, count(*) FILTER (v < 0) AS negative FROM (SELECT ${numberSql(column)} AS v FROM ${table.sql})`
  )
  if (!seen?.beyond || seen.beyond + seen.negative > MOST * seen.n || 2 * seen.whole < seen.n) return null
  if (seen.touching < TOUCHED * seen.n || seen.behind > GOES_ON * seen.beyond) return null
  return {
    low: seen.negative <= seen.beyond ? 0 : null,
    high: 100,
    confidence: 0.7,
    most: MOST,
    reason: {
      fr: 'Les autres valeurs vont jusqu’à 100 % ou presque et s’y arrêtent : c’est une proportion, de 0 à 100 %.',
      en: 'The other values go up to 100% or nearly and stop there: it is a proportion, from 0 to 100%.'
    }
  }
}
