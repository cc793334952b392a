import type { DetectorContext } from '../detector'
import { slipSql, type Sum } from './sum-sql'

/** Rows looked at, those of them that a further rate must have, and their share. */
const MOST_ROWS = 5_000
const LEAST = 4
const SHARE = 0.15
/** How far from the usual rate others lie: what is doubled or halved bears no other tax. */
const NEAR = { least: 0.65, most: 1.5 }
/** How many further rates, and how exactly a row must show one to count. */
const MOST = 4
const EXACT = 0.004

/**
 * A product with a constant without the rows that keep it by another one which comes again and again: some goods bear another tax. What is
 * wrong is off by any number.
 */
export async function otherRates({ table, rows: ask }: DetectorContext, rule: Sum): Promise<Sum> {
  if (rule.times === 1) return rule
  const rows = await ask<{ ratio: number; off: number }>(
    `SELECT whole / made AS ratio, ${rule.slack} / abs(made) AS off FROM (SELECT ${rule.whole} AS whole, nullif(${rule.made}, 0) AS made FROM ${table.sql} WHERE ${rule.broken} AND NOT ${slipSql(rule)} LIMIT ${MOST_ROWS}) WHERE made IS NOT NULL AND ${rule.slack} / abs(made) <= ${EXACT} * abs(whole / made)`
  )
  const kept: string[] = []
  let left = rows.filter(({ ratio }) => ratio > NEAR.least && ratio < NEAR.most)
  while (kept.length < MOST) {
    const rate = commonest(left)
    if (!rate || rate.n < Math.max(LEAST, SHARE * rows.length)) break
    left = left.filter(({ ratio, off }) => Math.abs(ratio - rate.ratio) > off)
    kept.push(
      `abs(${rule.whole} - ${rate.ratio} * ${rule.made}) <= 1.5 * ${rule.slack} + ${rate.off} * abs(${rule.made})`
    )
  }
  if (!kept.length) return rule
  return { ...rule, rates: 'several', broken: `(${rule.broken} AND NOT coalesce(${kept.join(' OR ')}, false))` }
}

/** The ratio that the most rows may have, with their number. */
function commonest(rows: readonly { ratio: number; off: number }[]): { ratio: number; off: number; n: number } | null {
  const ends = rows.flatMap(({ ratio, off }) => [
    { at: ratio - off, by: 1 },
    { at: ratio + off, by: -1 }
  ])
  ends.sort((a, b) => a.at - b.at || b.by - a.by)
  let [open, best]: [number, { ratio: number; off: number; n: number } | null] = [0, null]
  for (const [place, { at, by }] of ends.entries()) {
    open += by
    const until = ends[place + 1]?.at ?? at
    if (open > (best?.n ?? 0)) best = { ratio: (at + until) / 2, off: (until - at) / 2, n: open }
  }
  return best
}
