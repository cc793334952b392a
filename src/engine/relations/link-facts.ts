import type { Cardinality, ColumnInfo, JoinPair, KeyCandidate, Link, TableRef } from '../../contract'
import type { Connection } from '../db'
import { ident } from '../sql'
import type { Table } from '../tables'
import { linkEvidence } from './evidence'
import { keysPresent, keySides, type KeySides } from './key-sql'

/** A link to be counted. */
export interface LinkTried {
  from: Table
  to: Table
  on: readonly JoinPair[]
  normalise: boolean
  /** The key that it refers to, where it is counted already. */
  key?: Pick<KeyCandidate, 'columns' | 'unique' | 'rows'>
}

type Counts = Record<'values' | 'present' | 'found' | 'found_rows' | 'most' | 'keys' | 'key_rows', number | null>

export type LinkFacts = Omit<Link, 'state' | 'score' | 'differences'>

/** Counts a link exactly, by joining the distinct values of both sides. */
export async function readLink(connection: Connection, tried: LinkTried, signal?: AbortSignal): Promise<LinkFacts> {
  const { from, to, on, normalise } = tried
  const sides = sidesOf(tried)
  const unique = isUniqueAsCompared(tried, sides)
  const sql = unique ? uniqueLinkSql(from.sql, to.sql, sides) : linkSql(from.sql, to.sql, sides)
  const [row] = await connection.rows<Counts>(sql, { signal })
  const of = (name: keyof Counts): number => row?.[name] ?? 0
  const counted = {
    rows: from.rows,
    present: of('present'),
    matchedRows: of('found_rows'),
    orphanRows: of('present') - of('found_rows'),
    values: of('values'),
    orphanValues: of('values') - of('found'),
    keys: unique ? to.rows : of('keys'),
    usedKeys: of('found')
  }
  const keyDuplicates = unique ? 0 : of('key_rows') - of('keys')
  return {
    id: linkId(from.ref, to.ref, on),
    from: from.ref,
    to: to.ref,
    on: [...on],
    normalise,
    cardinality: cardinalityOf(of('most') > 1, keyDuplicates > 0),
    keyDuplicates,
    ...counted,
    evidence: linkEvidence(
      { from, to, sides, left: on.map(({ left }) => left), right: on.map(({ right }) => right) },
      counted
    )
  }
}

function sidesOf({ from, to, on, normalise }: LinkTried): KeySides {
  return keySides(on, aliased('l', from.columns), aliased('r', to.columns), normalise)
}

/** Tables by name: a link stays the same when a recipe turns a raw table into a clean one. */
export function linkId(from: Pick<TableRef, 'name'>, to: Pick<TableRef, 'name'>, on: readonly JoinPair[]): string {
  return JSON.stringify([from.name, to.name, ...on.map(({ left, right }) => [left, right])])
}

export function cardinalityOf(manyLeft: boolean, manyRight: boolean): Cardinality {
  if (manyLeft) return manyRight ? 'n:m' : 'n:1'
  return manyRight ? '1:n' : '1:1'
}

/** Whether the values of the right are known not to repeat, in the form in which they are compared: as they stand. */
function isUniqueAsCompared({ on, key }: LinkTried, { right }: KeySides): boolean {
  if (!key?.unique || key.columns.length !== on.length) return false
  return on.every((pair, place) => key.columns.includes(pair.right) && right[place] === `r.${ident(pair.right)}`)
}

/** One row of counts: distinct values and rows of the left, those found on the right, and the same of the right. */
function linkSql(left: string, right: string, sides: KeySides): string {
  return `WITH f AS (${distinctSql(left, 'l', sides.left)}),
k AS (${distinctSql(right, 'r', sides.right)})
SELECT ${COUNTS},
  (SELECT count(*) FROM k) AS keys, (SELECT sum(n)::BIGINT FROM k) AS key_rows
FROM f LEFT JOIN k ON ${pairs(sides)}`
}

/** The same where no value of the right comes twice: its rows are its values. */
function uniqueLinkSql(left: string, right: string, sides: KeySides): string {
  const values = sides.right.map((side, place) => `${side} AS v${place}`).join(', ')
  return `WITH f AS (${distinctSql(left, 'l', sides.left)}),
k AS (SELECT ${values}, 1 AS n FROM ${right} AS r)
SELECT ${COUNTS} FROM f LEFT JOIN k ON ${pairs(sides)}`
}

const COUNTS = `count(*) AS "values", sum(f.n)::BIGINT AS present, count(k.n) AS found,
  coalesce(sum(f.n) FILTER (k.n IS NOT NULL), 0)::BIGINT AS found_rows, max(f.n) AS most`

function pairs({ left }: KeySides): string {
  return left.map((_, place) => `f.v${place} = k.v${place}`).join(' AND ')
}

function distinctSql(table: string, alias: string, sides: readonly string[]): string {
  const values = sides.map((side, place) => `${side} AS v${place}`).join(', ')
  return `SELECT ${values}, count(*) AS n FROM ${table} AS ${alias} WHERE ${keysPresent(sides)} GROUP BY ALL`
}

function aliased(alias: string, columns: readonly ColumnInfo[]): { alias: string; columns: readonly ColumnInfo[] } {
  return { alias, columns }
}
