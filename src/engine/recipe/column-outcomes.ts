import type { ColumnInfo, ColumnOutcome } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Traced } from './trace-rows'

/** Columns asked about in one query. */
const AT_ONCE = 200
/** The same where repeated rows are brought together first: each holds an answer by column. */
const AT_ONCE_TOGETHER = 50

/** One state of a table. */
export interface State {
  /** Rows as a query may name them. */
  sql: string
  columns: readonly ColumnInfo[]
  /** The same rows with the places of their raw rows; null where they are not made of single rows. */
  traced: Traced | null
}

/** How the rows of two states of one table stand against each other. */
export type Standing =
  /** The same rows in the same order. */
  | 'same'
  /** By the raw rows that both were made of. */
  | 'traced'
  | 'apart'

/**
 * The columns of two states of one table: type, missing and distinct cells on each side, and the cells whose text is another
 * one. A cell counts once, of the rows that both states have; where its row was repeated, it is another one as soon as one of the
 * repeated rows holds another text.
 */
export async function columnOutcomes(
  project: Project,
  one: State,
  other: State,
  standing: Standing,
  signal?: AbortSignal
): Promise<ColumnOutcome[]> {
  const before = await figuresOf(project, one, signal)
  const after = await figuresOf(project, other, signal)
  const shared = one.columns.filter(({ name }) => after.has(name))
  const changed = await changedCells(project, one, other, shared, standing, signal)
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
    name,
    before: before.get(name) ?? null,
    after: after.get(name) ?? null,
    changedCells: changed.get(name) ?? null
  }))
}

/** The raw rows that are in both states; null where that cannot be told. */
export async function sharedRows(
  project: Project,
  one: State,
  other: State,
  signal?: AbortSignal
): Promise<number | null> {
  if (!one.traced || !other.traced) return null
  const places = ({ sql, place }: Traced): string =>
    `SELECT DISTINCT ${place} AS n FROM (${sql}) WHERE ${place} IS NOT NULL`
  const [row] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (${places(one.traced)}) JOIN (${places(other.traced)}) USING (n)`,
    { signal }
  )
  return row?.n ?? 0
}

async function figuresOf(
  project: Project,
  { sql, columns }: State,
  signal?: AbortSignal
): Promise<Map<string, NonNullable<ColumnOutcome['before']>>> {
  const found = new Map<string, NonNullable<ColumnOutcome['before']>>()
  for (let at = 0; at < columns.length; at += AT_ONCE) {
    const some = columns.slice(at, at + AT_ONCE)
    const asked = some.map(
      ({ name }, place) => `count(*) - count(${ident(name)}) AS m${place}, count(DISTINCT ${ident(name)}) AS d${place}`
    )
    const [row] = await project.rows<Record<string, number>>(`SELECT ${asked.join(', ')} FROM ${sql}`, { signal })
    for (const [place, { name, type }] of some.entries())
      found.set(name, { type, missing: row?.[`m${place}`] ?? 0, distinct: row?.[`d${place}`] ?? 0 })
  }
  return found
}

/** Cells of common columns whose text differs, by column; none where rows do not stand against each other. */
async function changedCells(
  project: Project,
  one: State,
  other: State,
  columns: readonly ColumnInfo[],
  standing: Standing,
  signal?: AbortSignal
): Promise<Map<string, number>> {
  const changed = new Map<string, number>()
  if (standing === 'apart' || (standing === 'traced' && !(one.traced && other.traced))) return changed
  if (one.sql === other.sql) return new Map(columns.map(({ name }) => [name, 0]))
  const repeats = standing === 'traced' && (one.traced?.mayRepeat || other.traced?.mayRepeat)
  const most = repeats ? AT_ONCE_TOGETHER : AT_ONCE
  for (let at = 0; at < columns.length; at += most) {
    const some = columns.slice(at, at + most)
    const differing = some.map((_, place) => {
      const differs = `a.c${place} IS DISTINCT FROM b.c${place}`
      return `${repeats ? `bool_or(${differs})` : differs} AS c${place}`
    })
    const counted = some.map((_, place) => `count(*) FILTER (c${place}) AS c${place}`)
    const [row] = await project.rows<Record<string, number>>(
      `SELECT ${counted.join(', ')} FROM (SELECT ${differing.join(', ')} FROM ${placed(one, some, standing)} AS a JOIN ${placed(other, some, standing)} AS b ON a.n = b.n${repeats ? ' GROUP BY a.n' : ''})`,
      { signal }
    )
    for (const [place, { name }] of some.entries()) changed.set(name, row?.[`c${place}`] ?? 0)
  }
  return changed
}

/** Some columns as text, with the place `n` that tells which rows stand against each other. */
function placed({ sql, traced }: State, columns: readonly ColumnInfo[], standing: Standing): string {
  const cells = columns.map(({ name }, at) => `, CAST(${ident(name)} AS VARCHAR) AS c${at}`).join('')
  return standing === 'traced' && traced
    ? `(SELECT ${traced.place} AS n${cells} FROM (${traced.sql}))`
    : `(SELECT row_number() OVER () AS n${cells} FROM ${sql})`
}
