import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'

/** Columns asked, values that one may have, and rows of one value from which its share says something. */
const MOST_COLUMNS = 12
const MOST_VALUES = 200
const LEAST = 5
/** Share of the rows of a value that are picked where these are its own, and of all those picked that such values hold. */
const OWN = 0.3
const HELD = 0.5

/** Whether rows that a predicate picks are mostly those of some values of another column: machines among screws are no slips of a price. */
export async function ofOneGroup(
  context: DetectorContext,
  { name: own }: ColumnProfile,
  picked: string
): Promise<boolean> {
  const others = columnsWhere(
    context,
    ({ name, distinct, rows, missing }) =>
      name !== own && distinct >= 2 && distinct <= MOST_VALUES && distinct * LEAST <= rows - missing
  ).slice(0, MOST_COLUMNS)
  if (!others.length) return false
  const [seen] = await context.rows<{ held: number | null }>(
    `WITH seen AS MATERIALIZED (SELECT ${picked} AS picked, [${others.map(({ name }) => `${ident(name)}::VARCHAR`).join(', ')}] AS beside FROM ${context.table.sql}),
groups AS (SELECT place, value, count(*) FILTER (picked) AS own, count(*) AS n FROM (SELECT picked, unnest(beside) AS value, unnest(range(${others.length})) AS place FROM seen) GROUP BY ALL)
SELECT max(held) AS held FROM (SELECT coalesce(sum(own) FILTER (n >= ${LEAST} AND own >= ${OWN} * n AND value IS NOT NULL), 0) / greatest(sum(own), 1) AS held FROM groups GROUP BY place)`
  )
  return (seen?.held ?? 0) >= HELD
}
