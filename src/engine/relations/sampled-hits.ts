import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { ident, plainKeySql } from '../sql'
import { asText, isWhole, quickPlainSql } from './key-sql'
import { strideSql, type ColumnLook } from './look'

/** Of the sampled values of a column, how many another column holds, as they stand and made plain, and what differed. */
export type Hits = {
  tried: number
  plain: number
  exact: number
  spaces: boolean
  cases: boolean
  zeros: boolean
}

/** A column whose values are looked up in another. */
export interface LookedUp {
  foreign: ColumnLook
  target: ColumnLook
}

const SAMPLES = 'temp.relation_samples'
const SAMPLE_ROWS = 4_000
const SAMPLE_VALUES = 400

/** Looks a sample of the values of each column up in the other: every table is read once for its samples, every target once. */
export async function sampledHits<P extends LookedUp>(
  connection: Connection,
  pairs: readonly P[],
  signal?: AbortSignal
): Promise<{ pair: P; hits: Hits }[]> {
  const sampled = [...new Set(pairs.map(({ foreign }) => foreign))]
  const places = new Map(sampled.map((look, place) => [look, place]))
  const placeOf = ({ foreign }: P): number => places.get(foreign) ?? -1
  try {
    await takeSamples(connection, sampled, signal)
    const found: { pair: P; hits: Hits }[] = []
    for (const target of new Set(pairs.map((pair) => pair.target))) {
      throwIfCancelled(signal)
      const tried = pairs.filter((pair) => pair.target === target)
      const rows = await connection.rows<Hits & { f: number }>(hitsSql(target, tried.map(placeOf)), { signal })
      const byPlace = new Map(rows.map((row) => [row.f, row]))
      for (const pair of tried) {
        const hits = byPlace.get(placeOf(pair))
        if (hits) found.push({ pair, hits })
      }
    }
    return found
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${SAMPLES}`)
  }
}

/** A few hundred values of each column, as text and made plain: the rows of a table are read once for all its columns. */
async function takeSamples(connection: Connection, looks: readonly ColumnLook[], signal?: AbortSignal): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${SAMPLES} (f INTEGER, v VARCHAR, n VARCHAR)`)
  for (const table of new Set(looks.map((look) => look.table))) {
    throwIfCancelled(signal)
    const own = looks.flatMap((look, place) => (look.table === table ? [{ ...look, place }] : []))
    const cells = own.map(({ column, place }) => `${asText(ident(column.name), column.type)} AS c${place}`)
    const values = own.map(
      ({ place }) =>
        `SELECT ${place} AS f, v FROM (SELECT DISTINCT c${place} AS v FROM read WHERE c${place} IS NOT NULL ORDER BY hash(v) LIMIT ${SAMPLE_VALUES})`
    )
    await connection.run(
      `INSERT INTO ${SAMPLES} WITH read AS MATERIALIZED (SELECT ${cells.join(', ')} FROM ${table.sql} WHERE ${strideSql(table, SAMPLE_ROWS)})
SELECT f, v, ${plainKeySql('v')} FROM (${values.join('\nUNION ALL ')})`,
      { signal }
    )
  }
}

/** For each sampled column, how many of its values a key holds, as they stand and made plain, and what differed. */
function hitsSql({ table, column }: ColumnLook, places: readonly number[]): string {
  const cell = `t.${ident(column.name)}`
  const whole = isWhole(column.type)
  // Whole numbers meet as such: making a text of each of millions of keys costs more than all the rest.
  const sampled = whole
    ? `CASE WHEN CAST(try_cast(n AS ${column.type}) AS VARCHAR) = n THEN try_cast(n AS ${column.type}) END`
    : 'n'
  const bare = (side: string): string => `trim(${side})`
  return `WITH s AS MATERIALIZED (SELECT f, v, ${sampled} AS n FROM ${SAMPLES} WHERE f IN (${places.join(', ')})),
k AS MATERIALIZED (
  SELECT v, n FROM (SELECT v, ${whole ? 'v' : quickPlainSql('v')} AS n FROM (SELECT ${whole ? cell : asText(cell, column.type)} AS v FROM ${table.sql} AS t WHERE ${cell} IS NOT NULL))
  WHERE n IN (SELECT n FROM s)
),
pairs AS (SELECT s.f, s.v, k.v::VARCHAR AS w FROM s JOIN k ON s.n = k.n),
found AS (
  SELECT f, v, bool_or(v = w) AS exact, bool_or(v <> ${bare('v')} OR w <> ${bare('w')}) AS spaces,
    bool_or(${bare('v')} <> ${bare('w')} AND lower(${bare('v')}) = lower(${bare('w')})) AS cases,
    bool_or(lower(${bare('v')}) <> lower(${bare('w')})) AS zeros
  FROM pairs GROUP BY f, v
)
SELECT s.f, count(*) AS tried, count(found.v) AS plain, count(*) FILTER (found.exact) AS exact,
  coalesce(bool_or(found.spaces AND NOT found.exact), false) AS spaces, coalesce(bool_or(found.cases AND NOT found.exact), false) AS cases,
  coalesce(bool_or(found.zeros AND NOT found.exact), false) AS zeros
FROM s LEFT JOIN found ON found.f = s.f AND found.v = s.v GROUP BY s.f`
}
