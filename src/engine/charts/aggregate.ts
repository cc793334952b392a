import type { ChartAggregate, ChartIntent } from '../../contract'
import { TOP_COLOURS } from './columns'

const AGGREGATES: Record<Exclude<ChartAggregate, 'share'>, string> = {
  count: 'count(*)::DOUBLE',
  mean: 'avg(y)::DOUBLE',
  sum: 'sum(y)::DOUBLE',
  median: 'median(y)::DOUBLE'
}

/** The measure over a group's `y`; a share is of the groups within `partition`, or of all where there is none. */
export function aggregateSql({ y: { aggregate } }: ChartIntent, partition: string): string {
  if (aggregate !== 'share') return AGGREGATES[aggregate]
  return `sum(y)::DOUBLE / nullif(sum(sum(y)) OVER (${partition && `PARTITION BY ${partition}`}), 0)::DOUBLE`
}

/** What makes a category one of the top: its size in the measure where sizes add up, else its number of rows. */
export function weightSql({ y: { aggregate } }: ChartIntent): string {
  return aggregate === 'sum' || aggregate === 'share' ? 'sum(y)' : 'count(*)'
}

/** A group's own size in the measure, to stand bars by it. */
export function sizeSql({ y: { aggregate } }: ChartIntent): string {
  return aggregate === 'share' ? 'sum(y)' : AGGREGATES[aggregate]
}

/** CTEs that rank the colours of `base` and keep the top ones apart; nothing to rank without a colour. */
export function colourRank({ colour }: ChartIntent): {
  cte: string
  kind: string
  value: string
  join: string
  others: string
} {
  if (colour === undefined) return { cte: '', kind: '0', value: 'NULL::VARCHAR', join: '', others: '0' }
  return {
    cte: `colours AS (
  SELECT colour, row_number() OVER (ORDER BY count(*) DESC, colour) AS place FROM base WHERE colour IS NOT NULL GROUP BY colour
),
`,
    kind: `CASE WHEN base.colour IS NULL THEN 1 WHEN colours.place <= ${TOP_COLOURS} THEN 0 ELSE 2 END`,
    value: `CASE WHEN colours.place <= ${TOP_COLOURS} THEN base.colour END`,
    join: '\n  LEFT JOIN colours ON base.colour = colours.colour',
    others: `(SELECT greatest(count(*) - ${TOP_COLOURS}, 0) FROM colours)`
  }
}
