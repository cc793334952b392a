import type { ColumnProfile } from '../../../contract'
import { text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'

/** Columns asked about one rule, and rows of one of their values that say what goes with it. */
const MOST_ASKED = 3
const GROUP = 4
/** Part of these rows that must share a value. */
const MAJORITY = 0.5
/** Rows that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED = 200

interface Rule {
  x: ColumnProfile
  y: ColumnProfile
  /** Picks the rows that break it, by x and y alone. */
  broken: string
}

/**
 * Of the rows that break the rule "x tells y", those where the fault is in x, as a predicate; null where there are none. Either a third
 * column that tells y as well bears out the value of y, and has mostly another x. Or a third column that follows from both has there what
 * goes with y, and not what goes with x.
 */
export async function clearedByThird(context: DetectorContext, rule: Rule): Promise<string | null> {
  const cleared: string[] = []
  for (const third of await besidesOf(context, rule, 'tells')) cleared.push(...(await clearedBy(context, rule, third)))
  for (const third of await besidesOf(context, rule, 'follows'))
    cleared.push(...(await borneOutBy(context, rule, third)))
  return cleared.length ? `(${cleared.join(' OR ')})` : null
}

/** What a column must keep of the rows of one value of the other, and the part of what its commonest value at large leaves open that it may leave open. */
const KEPT = 0.75
const LEFT = 0.4
/** Columns that are tried, and how many times its different values a column must have rows. */
const MOST_TRIED = 24
const ROWS_A_VALUE = 3
/** Rows of one value of x from which what goes with it is sure: of fewer it is as likely to be wrong about two columns. */
const LARGE = 10

type Way = 'tells' | 'follows'

/** By search, the columns that tell each column and that follow from it. */
const besides = new WeakMap<DetectorContext, Map<string, Promise<readonly ColumnProfile[]>>>()

/** The columns beside the two that tell y, or follow from it, best first. */
async function besidesOf(context: DetectorContext, { x, y }: Rule, way: Way): Promise<ColumnProfile[]> {
  const known = besides.get(context) ?? new Map<string, Promise<readonly ColumnProfile[]>>()
  besides.set(context, known)
  const key = JSON.stringify([way, y.name])
  const found = known.get(key) ?? findBesides(context, y, way)
  known.set(key, found)
  return (await found).filter(({ name }) => name !== x.name).slice(0, MOST_ASKED)
}

/** The columns that tell another, or follow from it; seen on some rows. */
async function findBesides(context: DetectorContext, y: ColumnProfile, way: Way): Promise<readonly ColumnProfile[]> {
  const others = context.profile.columns
    .filter(
      ({ name, distinct, rows, missing }) =>
        name !== y.name && distinct >= 2 && distinct * ROWS_A_VALUE <= rows - missing
    )
    .slice(0, MOST_TRIED)
  if (!others.length) return []
  const sample = await context.sample()
  const values = others.map((column) => `${comparedSql(context, column)}::VARCHAR`)
  const [of, on] = way === 'tells' ? ['y', 'w'] : ['w', 'y']
  const found = await context.rows<{ place: number }>(
    `WITH pairs AS MATERIALIZED (SELECT y, place, w, count(*) AS n FROM (SELECT ${comparedSql(context, y)} AS y, unnest([${values.join(', ')}]) AS w, unnest(range(${others.length})) AS place FROM ${sample.sql}) WHERE y IS NOT NULL AND w IS NOT NULL GROUP BY ALL),
kept AS (SELECT place, sum(most) / sum(n) AS kept FROM (SELECT place, ${on}, max(n) AS most, sum(n) AS n FROM pairs GROUP BY ALL HAVING sum(n) >= ${GROUP}) GROUP BY place),
commonest AS (SELECT place, max(n) / sum(n) AS commonest FROM (SELECT place, ${of}, sum(n) AS n FROM pairs GROUP BY ALL) GROUP BY place)
SELECT place FROM kept JOIN commonest USING (place) WHERE kept >= ${KEPT} AND 1 - kept <= ${LEFT} * (1 - commonest) ORDER BY (1 - kept) / (1 - commonest), place LIMIT ${MOST_ASKED + 1}`
  )
  return found.flatMap(({ place }) => others[place] ?? [])
}

async function borneOutBy(context: DetectorContext, { x, y, broken }: Rule, third: ColumnProfile): Promise<string[]> {
  const [a, b, c] = [x, y, third].map((column) => comparedSql(context, column))
  const { sql } = context.table
  const usual = (own: string, least: number): string =>
    `SELECT v, arg_max(w, alike) AS w FROM (SELECT ${own} AS v, ${c} AS w, count(*) AS alike FROM ${sql} WHERE ${c} IS NOT NULL AND ${own} IN (SELECT ${own} FROM ${sql} WHERE ${broken}) GROUP BY ALL) GROUP BY v HAVING sum(alike) >= ${least} AND max(alike) >= ${MAJORITY} * sum(alike)`
  return rowsOf(
    context,
    [a, b, c],
    `SELECT DISTINCT x, y, z FROM (SELECT ${a} AS x, ${b} AS y, ${c} AS z FROM ${sql} WHERE ${broken} AND ${c} IS NOT NULL) JOIN (${usual(b, GROUP)}) AS told ON told.v = y JOIN (${usual(a, LARGE)}) AS other ON other.v = x WHERE z = told.w AND z <> other.w`
  )
}

async function clearedBy(context: DetectorContext, { x, y, broken }: Rule, third: ColumnProfile): Promise<string[]> {
  const [a, b, c] = [x, y, third].map((column) => comparedSql(context, column))
  const { sql } = context.table
  const usual = (of: string): string =>
    `SELECT z, arg_max(v, alike) AS v FROM (SELECT z, ${of} AS v, sum(n) AS alike FROM triples GROUP BY ALL) GROUP BY z HAVING sum(alike) >= ${GROUP} AND max(alike) >= ${MAJORITY} * sum(alike)`
  return rowsOf(
    context,
    [a, b, c],
    `WITH triples AS MATERIALIZED (SELECT ${a} AS x, ${b} AS y, ${c} AS z, bool_or(${broken}) AS broken, count(*) AS n FROM ${sql} WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL AND ${c} IN (SELECT ${c} FROM ${sql} WHERE ${broken}) GROUP BY 1, 2, 3)
SELECT x, y, z FROM triples JOIN (${usual('y')}) AS told USING (z) JOIN (${usual('x')}) AS other USING (z) WHERE broken AND y = told.v AND x <> other.v`
  )
}

/** The rows of these values as a predicate, none where there are none. */
async function rowsOf(
  context: DetectorContext,
  columns: readonly (string | undefined)[],
  found: string
): Promise<string[]> {
  const rows = await context.rows<{ x: string; y: string; z: string }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y, z::VARCHAR AS z FROM (${found}) ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  if (!rows.length) return []
  if (rows.length > MOST_NAMED) return [`coalesce((${columns.join(', ')}) IN (${found}), false)`]
  const named = rows.map((row) => `(${[row.x, row.y, row.z].map(text).join(', ')})`)
  return [`coalesce((${columns.map((one) => `${one}::VARCHAR`).join(', ')}) IN (${named.join(', ')}), false)`]
}
