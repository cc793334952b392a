import type { KeyDifference } from '../../contract'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import { ident, plainKeySql } from '../sql'
import { chanceOf, UNLIKELY } from './chance'
import { asText, comparable, isWhole, quickPlainSql } from './key-sql'
import type { ColumnLook } from './look'
import { strideSql } from './look'
import { nameLikeness } from './names'
import type { FoundKey } from './read-key'
import { mayReferToOwn, selfLikeness } from './self-reference'

/** A column that may refer to a key, as far as names, ranges and a sample of its values tell. */
export interface Candidate {
  foreign: ColumnLook
  key: FoundKey
  target: ColumnLook
  likeness: number
  normalise: boolean
  differences: KeyDifference[]
}

const SAMPLES = 'temp.relation_samples'
const SAMPLE_ROWS = 4_000
const SAMPLE_VALUES = 400
/** Share of the sampled values that a key must hold. */
const HIT = 0.3
/** The same where names do not speak of each other. */
const CHANCE_HIT = 0.65

/**
 * Leaves out, before anything is counted exactly, the pairs of column and key that cannot be foreign keys: by type and shape,
 * by range, by name where values are bare numbers (which fall into each other's ranges by chance), then by a sample of
 * values looked up in the key. Cheap tests first, as in Zhang, Hadjieleftheriou, Ooi, Procopiuc and Srivastava, "On
 * multi-column foreign key discovery", PVLDB 2010.
 */
export async function findCandidates(
  connection: Connection,
  looks: readonly ColumnLook[],
  keys: readonly FoundKey[],
  signal?: AbortSignal
): Promise<Candidate[]> {
  const pairs = keys.flatMap((key) => {
    const [target] = key.looks
    if (!target || key.looks.length > 1) return []
    return looks.filter((foreign) => mayRefer(foreign, target)).map((foreign) => ({ foreign, key, target }))
  })
  const sampled = [...new Set(pairs.map(({ foreign }) => foreign))]
  try {
    await takeSamples(connection, sampled, signal)
    const found: Candidate[] = []
    for (const key of new Set(pairs.map((pair) => pair.key))) {
      throwIfCancelled(signal)
      const tried = pairs.filter((pair) => pair.key === key)
      found.push(...(await lookUp(connection, tried, sampled, signal)))
    }
    return found
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${SAMPLES}`)
  }
}

type Pair = Pick<Candidate, 'foreign' | 'key' | 'target'>

function mayRefer(foreign: ColumnLook, target: ColumnLook): boolean {
  if (foreign.use !== 'key' || foreign.about < 2) return false
  if (foreign.digits > 0.5 !== target.digits > 0.5) return false
  if (foreign.low !== null && target.low !== null) {
    const apart = foreign.low > (target.high ?? Infinity) || (foreign.high ?? -Infinity) < target.low
    if (apart) return false
  }
  // Far more values than the key has: at most a third of them could be found.
  if (foreign.about > 4 * target.about) return false
  if (isOwn(foreign, target)) return mayReferToOwn(foreign, target)
  // Bare numbers fall into each other's ranges by chance, counters most of all: names must speak of a key.
  return foreign.digits <= 0.5 || likenessOf(foreign, target) >= 0.6 || chanceOf(foreign, target) < UNLIKELY
}

/** Whether both are columns of one table: what refers may then name other rows of it. */
export function isOwn(foreign: ColumnLook, target: ColumnLook): boolean {
  return foreign.table === target.table
}

export function likenessOf(foreign: ColumnLook, target: ColumnLook): number {
  if (isOwn(foreign, target)) return selfLikeness(foreign, target)
  return nameLikeness(foreign.called, target.called, target.table.ref.name)
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

type Hits = { f: number; tried: number; plain: number; exact: number; spaces: boolean; cases: boolean; zeros: boolean }

async function lookUp(
  connection: Connection,
  pairs: readonly Pair[],
  sampled: readonly ColumnLook[],
  signal?: AbortSignal
): Promise<Candidate[]> {
  const [first] = pairs
  if (!first) return []
  const places = pairs.map(({ foreign }) => sampled.indexOf(foreign))
  const rows = await connection.rows<Hits>(hitsSql(first.target, places), { signal })
  return pairs.flatMap((pair) => {
    const hit = rows.find(({ f }) => f === sampled.indexOf(pair.foreign))
    const likeness = likenessOf(pair.foreign, pair.target)
    if (!hit || hit.plain < (likeness < 0.5 ? CHANCE_HIT : HIT) * hit.tried) return []
    const normalise = hit.plain > hit.exact
    const written = comparable(pair.foreign.column.type, pair.target.column.type) ? [] : ['type' as const]
    const overlooked = [
      ...(hit.spaces ? ['spaces' as const] : []),
      ...(hit.cases ? ['case' as const] : []),
      ...(hit.zeros ? ['zeros' as const] : [])
    ]
    return [
      {
        ...pair,
        likeness,
        normalise,
        differences: normalise ? [...written, ...overlooked] : written
      }
    ]
  })
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
