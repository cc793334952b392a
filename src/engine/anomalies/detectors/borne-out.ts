import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'

/** Columns that may bear out a value, rows of one of their values that say what goes with it, and rows a value that such a column must have. */
const MOST_COLUMNS = 12
const LEAST = 5
const ROWS_A_VALUE = 20
/** Doubtful values from which a share of them says something, the share of them borne out, and how many times that of chance. */
const ENOUGH = 3
const AGREE = 0.5
const TIMES = 2

/**
 * The column that bears out most of some doubtful values of another: they are the commonest of what goes with it in the rows that are
 * beyond doubt, far oftener than chance would have it. Values that were put there by mistake are not. Null where there is none.
 *
 * `doubtful` and `certain` are predicates; rows of neither are not looked at.
 */
export async function borneOut(
  context: DetectorContext,
  column: ColumnProfile,
  { doubtful, certain, without }: { doubtful: string; certain: string; without: readonly string[] }
): Promise<string | null> {
  const others = columnsWhere(
    context,
    ({ name, distinct, rows, missing }) =>
      name !== column.name && !without.includes(name) && distinct >= 2 && distinct * ROWS_A_VALUE <= rows - missing
  ).slice(0, MOST_COLUMNS)
  if (!others.length) return null
  const found = await context.rows<{ place: number; n: number; agree: number; chance: number }>(
    `WITH seen AS MATERIALIZED (SELECT ${doubtful} AS doubtful, ${ident(column.name)}::VARCHAR AS said, [${others.map(({ name }) => `${ident(name)}::VARCHAR`).join(', ')}] AS beside FROM ${context.table.sql} WHERE ${doubtful} OR ${certain}),
pairs AS MATERIALIZED (SELECT doubtful, said, unnest(beside) AS other, unnest(range(${others.length})) AS place FROM seen),
usual AS (SELECT place, other, arg_max(said, n) AS usual FROM (SELECT place, other, said, count(*) AS n FROM pairs WHERE NOT doubtful AND other IS NOT NULL GROUP BY ALL) GROUP BY ALL HAVING sum(n) >= ${LEAST})
SELECT place, count(*) AS n, avg((said = usual)::INTEGER) AS agree, (SELECT max(n) / sum(n) FROM (SELECT count(*) AS n FROM seen WHERE NOT doubtful GROUP BY said)) AS chance
FROM pairs JOIN usual USING (place, other) WHERE doubtful GROUP BY place HAVING count(*) >= ${ENOUGH} ORDER BY agree DESC, place`
  )
  const best = found.find(({ agree, chance }) => agree >= AGREE && agree >= TIMES * chance)
  return best ? (others[best.place]?.name ?? null) : null
}
