import type { ColumnProfile } from '../../../contract'
import type { DetectorContext } from '../detector'
import { numberSql } from './number-sql'
import type { Limit } from './limit'

/** Ages that grown persons begin at, years without anyone below them, and years above them that are as full as the others. */
const ADULT = { from: 14, to: 30 }
const APART = 8
const NEXT = 5
/** Share of the ages that may lie below. */
const MOST = 0.03
const OLDEST = 120
/** Ages up to which all those below may be of newborn children, who are met where grown persons are. */
const BABIES = 1

/** The least age of a table of grown persons: many begin at it, and hardly anyone lies below, years away. Null where children are among them. */
export async function adultLimit(context: DetectorContext, column: ColumnProfile): Promise<Limit | null> {
  const v = numberSql(column)
  const ages = await context.rows<{ age: number; n: number }>(
    `SELECT floor(v) AS age, count(*) AS n FROM (SELECT ${v} AS v FROM ${context.table.sql}) WHERE v BETWEEN 0 AND ${OLDEST} GROUP BY ALL ORDER BY age`
  )
  const all = ages.reduce((sum, { n }) => sum + n, 0)
  let below = 0
  for (const [place, { age, n }] of ages.entries()) {
    below += n
    const least = ages[place + 1]?.age
    if (below > MOST * all || least === undefined || age > ADULT.to) return null
    if (least < ADULT.from || least > ADULT.to || least - age < APART) continue
    const next = ages.reduce((sum, one) => sum + (one.age >= least && one.age < least + NEXT ? one.n : 0), 0)
    if (next < Math.max(below, MOST * all)) return null
    return {
      low: least,
      high: null,
      beside: { aspect: 'grown', from: 0 },
      confidence: age <= BABIES ? 0.4 : 0.75,
      reason: {
        fr: `Presque tous les autres ont ${least} ans ou plus, beaucoup près de ${least}, et personne n’approche des âges d’en dessous.`,
        en: `Nearly all others are ${least} years old or more, many near ${least}, and no one comes near the ages below.`
      }
    }
  }
  return null
}
