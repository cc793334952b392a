import type { ColumnProfile } from '../../../contract'
import { text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import { onceAColumn } from '../once-a-search'
import type { Picks } from './broken-copy'

/** Columns asked about one rule, and rows of one of their values that say what goes with it. */
const MOST_ASKED = 2
const GROUP = 4
/** Part of these rows that must share a value. */
const MAJORITY = 0.5
/** Rows that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED = 200

interface Rule {
  x: ColumnProfile
  y: ColumnProfile
  /** Picks the rows that break it, by x and y alone. */
  broken: Picks
  /** Where these rows are read, for `FROM`. */
  from: string
}

/**
 * Of the rows that break the rule "x tells y", those where the fault is in x, as a predicate; null where there are none. Either a third
 * column that tells y as well bears out the value of y, and has mostly another x. Or a third column that follows from both has there what
 * goes with y, and not what goes with x.
 */
export async function clearedByThird(context: DetectorContext, rule: Rule): Promise<string | null> {
  const thirds: Third[] = []
  for (const way of ['tells', 'follows'] as const)
    for (const column of await besidesOf(context, rule, way)) thirds.push({ way, value: comparedSql(context, column) })
  if (!thirds.length) return null
  const sample = await context.sample()
  const found = await context.rows<Cleared>(
    clearedSql(
      context,
      rule,
      thirds,
      { broken: `${rule.from} WHERE ${rule.broken.copied}`, seen: sample.sql },
      MOST_NAMED + 1
    )
  )
  const cleared = thirds.flatMap((third, place) => {
    const own = found.filter((row) => row.place === place)
    return own.length ? [predicateOf(context, rule, third, own)] : []
  })
  return cleared.length ? `(${cleared.join(' OR ')})` : null
}

interface Third {
  way: Way
  /** Of the column, in SQL. */
  value: string
}

type Cleared = {
  place: number
  x: string
  y: string
  z: string
}

/** The different values of the rows at fault in x, third by third (`most` of each, all where null); what goes with what is seen in the rows of `seen`. */
function clearedSql(
  context: DetectorContext,
  { x, y }: Rule,
  thirds: readonly Third[],
  { broken, seen }: { broken: string; seen: string },
  most: number | null
): string {
  const columns = [x, y].map((column, place) => `${comparedSql(context, column)} AS ${place ? 'y' : 'x'}`)
  const all = [...columns, ...thirds.map(({ value }, place) => `${value} AS z${place}`)].join(', ')
  const usual = (of: string, on: string, least: number): string =>
    `(SELECT k, arg_max(v, n) AS v FROM (SELECT ${on} AS k, ${of} AS v, count(*) AS n FROM seen WHERE ${on} IS NOT NULL AND ${of} IS NOT NULL GROUP BY ALL) GROUP BY k HAVING sum(n) >= ${least} AND max(n) >= ${MAJORITY} * sum(n))`
  const parts = thirds.map(({ way }, place) => {
    const z = `z${place}`
    const joined =
      way === 'tells'
        ? `JOIN ${usual('y', z, GROUP)} AS told ON told.k = ${z} JOIN ${usual('x', z, GROUP)} AS other ON other.k = ${z} WHERE y = told.v AND x <> other.v`
        : `JOIN ${usual(z, 'y', GROUP)} AS told ON told.k = y JOIN ${usual(z, 'x', LARGE)} AS other ON other.k = x WHERE ${z} = told.v AND ${z} <> other.v`
    return `(SELECT DISTINCT ${place} AS place, x::VARCHAR AS x, y::VARCHAR AS y, ${z}::VARCHAR AS z FROM broken ${joined} ORDER BY ALL${most === null ? '' : ` LIMIT ${most}`})`
  })
  return `WITH broken AS MATERIALIZED (SELECT DISTINCT ${all} FROM ${broken}),
seen AS MATERIALIZED (SELECT ${all} FROM ${seen})
${parts.join(' UNION ALL ')}`
}

/** The rows of some values; where they are too many to be named, of all that the whole table clears so. */
function predicateOf(context: DetectorContext, rule: Rule, third: Third, found: readonly Cleared[]): string {
  const values = [comparedSql(context, rule.x), comparedSql(context, rule.y), third.value]
  const columns = values.map((value) => `${value}::VARCHAR`).join(', ')
  if (found.length > MOST_NAMED) {
    const { sql } = context.table
    const every = clearedSql(context, rule, [third], { broken: `${sql} WHERE ${rule.broken.where}`, seen: sql }, null)
    return `coalesce((${columns}) IN (SELECT (x, y, z) FROM (${every})), false)`
  }
  const named = found.map(({ x, y, z }) => `(${[x, y, z].map(text).join(', ')})`)
  return `coalesce((${columns}) IN (${named.join(', ')}), false)`
}

/** What a column must keep of the rows of one value of the other, and the part of what its commonest value at large leaves open that it may leave open. */
const KEPT = 0.75
const LEFT = 0.4
/** Columns that are tried, rows that they are tried on, and how many times its different values a column must have rows. */
const MOST_TRIED = 24
const TRIED_ROWS = 10_000
const ROWS_A_VALUE = 3
/** Rows of one value of x from which what goes with it is sure: of fewer it is as likely to be wrong about two columns. */
const LARGE = 10

type Way = 'tells' | 'follows'

/** The columns that tell each column and that follow from it. */
const besides = onceAColumn(findBesides)
type Besides = Record<Way, readonly ColumnProfile[]>

/** The columns beside the two that tell y, or follow from it, best first. */
async function besidesOf(context: DetectorContext, { x, y }: Rule, way: Way): Promise<ColumnProfile[]> {
  return (await besides(context, y))[way].filter(({ name }) => name !== x.name).slice(0, MOST_ASKED)
}

/** Whether a column repeats its values enough to tell another, or follow from it. */
export function mayStandBeside({ distinct, rows, missing }: ColumnProfile): boolean {
  return distinct >= 2 && distinct * ROWS_A_VALUE <= rows - missing
}

/** The columns that tell another, and those that follow from it; seen on some rows. */
async function findBesides(context: DetectorContext, y: ColumnProfile): Promise<Besides> {
  const others = context.profile.columns
    .filter((column) => column.name !== y.name && mayStandBeside(column))
    .slice(0, MOST_TRIED)
  if (!others.length) return { tells: [], follows: [] }
  const sample = await context.sample()
  const values = others.map((column) => `${comparedSql(context, column)}::VARCHAR`)
  const found = await context.rows<{ way: Way; place: number }>(
    `WITH pairs AS MATERIALIZED (SELECT y, place, w, count(*) AS n FROM (SELECT ${comparedSql(context, y)} AS y, unnest([${values.join(', ')}]) AS w, unnest(range(${others.length})) AS place FROM (SELECT * FROM ${sample.sql} LIMIT ${TRIED_ROWS})) WHERE y IS NOT NULL AND w IS NOT NULL GROUP BY ALL)
${besidesSql('tells', 'y', 'w')}
UNION ALL
${besidesSql('follows', 'w', 'y')}`
  )
  const of = (way: Way): ColumnProfile[] => found.flatMap((one) => (one.way === way ? (others[one.place] ?? []) : []))
  return { tells: of('tells'), follows: of('follows') }
}

/** Of pairs of values, the columns by which what stands in \`of\` is known from what stands in \`on\`, best first. */
function besidesSql(way: Way, of: string, on: string): string {
  const kept = `SELECT place, sum(most) / sum(n) AS kept FROM (SELECT place, ${on}, max(n) AS most, sum(n) AS n FROM pairs GROUP BY ALL HAVING sum(n) >= ${GROUP}) GROUP BY place`
  const commonest = `SELECT place, max(n) / sum(n) AS commonest FROM (SELECT place, ${of}, sum(n) AS n FROM pairs GROUP BY ALL) GROUP BY place`
  return `(SELECT '${way}' AS way, place FROM (${kept}) JOIN (${commonest}) USING (place) WHERE kept >= ${KEPT} AND 1 - kept <= ${LEFT} * (1 - commonest) ORDER BY (1 - kept) / (1 - commonest), place LIMIT ${MOST_ASKED + 1})`
}
