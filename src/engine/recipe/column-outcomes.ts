import type { ColumnInfo, ColumnOutcome } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { comparedText } from './compared-text'
import type { Traced } from './trace-rows'

/** How much one query holds at once: some hundred megabytes, of wide tables and of long ones. */
interface Portion {
  columns: number
  cells: number
}
/** Of columns whose different values are counted: each has a table of these, which is large even when empty. */
const COUNTED: Portion = { columns: 16, cells: 2_000_000 }
/** Of columns whose texts are compared. */
export const COMPARED: Portion = { columns: 200, cells: 10_000_000 }
/** The same where repeated rows are brought together first: each holds an answer by column. */
export const TOGETHER: Portion = { columns: 50, cells: 10_000_000 }

/** One state of a table. */
export interface State {
  /** Rows as a query may name them. */
  sql: string
  rows: number
  columns: readonly ColumnInfo[]
  /** Columns whose cells are those of the raw rows. */
  kept: ReadonlySet<string>
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
 * The columns of two states of one table: type, missing and distinct cells on each side, and the cells whose value is another
 * one. A cell counts once, of the rows that both states have; where its row was repeated, it is another one as soon as one of the
 * repeated rows holds another value.
 */
export async function columnOutcomes(
  project: Project,
  one: State,
  other: State,
  standing: Standing,
  signal?: AbortSignal
): Promise<ColumnOutcome[]> {
  const isKept = ({ name }: ColumnInfo): boolean => one.kept.has(name) && other.kept.has(name)
  const before = await figuresOf(project, one, one.columns, signal)
  // The same cells in the same rows are counted once.
  const known = standing === 'same' ? isKept : () => false
  const counted = await figuresOf(project, other, other.columns.filter((column) => !known(column)), signal) // prettier-ignore
  const after = new Map(other.columns.map(({ name }) => [name, counted.get(name) ?? before.get(name) ?? null]))
  const shared = one.columns.filter(({ name }) => after.has(name))
  const changed = await changedCells(project, one, other, shared.filter((column) => !isKept(column)), standing, signal) // prettier-ignore
  if (canCompare(one, other, standing)) for (const column of shared.filter(isKept)) changed.set(column.name, 0)
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
    name,
    before: before.get(name) ?? null,
    after: after.get(name) ?? null,
    changedCells: changed.get(name) ?? null,
    readCells: 0
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
  { sql, rows }: State,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Map<string, NonNullable<ColumnOutcome['before']>>> {
  const found = new Map<string, NonNullable<ColumnOutcome['before']>>()
  for (const some of portions(columns, rows, COUNTED)) {
    const asked = some.map(
      ({ name }, place) => `count(*) - count(${ident(name)}) AS m${place}, count(DISTINCT ${ident(name)}) AS d${place}`
    )
    const [row] = await project.rows<Record<string, number>>(`SELECT ${asked.join(', ')} FROM ${sql}`, { signal })
    for (const [place, { name, type }] of some.entries())
      found.set(name, { type, missing: row?.[`m${place}`] ?? 0, distinct: row?.[`d${place}`] ?? 0 })
  }
  return found
}

/** Cells of common columns whose value differs, by column; none where rows do not stand against each other. */
async function changedCells(
  project: Project,
  one: State,
  other: State,
  columns: readonly ColumnInfo[],
  standing: Standing,
  signal?: AbortSignal
): Promise<Map<string, number>> {
  const changed = new Map<string, number>()
  if (!canCompare(one, other, standing)) return changed
  if (one.sql === other.sql) return new Map(columns.map(({ name }) => [name, 0]))
  const repeats = standing === 'traced' && (one.traced?.mayRepeat || other.traced?.mayRepeat)
  const most = repeats ? TOGETHER : COMPARED
  for (const some of portions(columns, Math.max(one.rows, other.rows), most)) {
    const differing = some.map((_, place) => {
      const differs = `a.c${place} IS DISTINCT FROM b.c${place}`
      return `${repeats ? `bool_or(${differs})` : differs} AS c${place}`
    })
    const counted = some.map((_, place) => `count(*) FILTER (c${place}) AS c${place}`)
    const [row] = await project.rows<Record<string, number>>(
      `SELECT ${counted.join(', ')} FROM (SELECT ${differing.join(', ')} FROM ${placed(one, some, standing, [other])} AS a JOIN ${placed(other, some, standing, [one])} AS b ON a.n = b.n${repeats ? ' GROUP BY a.n' : ''})`,
      { signal }
    )
    for (const [place, { name }] of some.entries()) changed.set(name, row?.[`c${place}`] ?? 0)
  }
  return changed
}

function canCompare(one: State, other: State, standing: Standing): boolean {
  return standing === 'same' || (standing === 'traced' && Boolean(one.traced && other.traced))
}

/** The columns, as many at once as one query may hold of so many rows. */
export function* portions(
  columns: readonly ColumnInfo[],
  rows: number,
  most: Portion
): Generator<readonly ColumnInfo[]> {
  const atOnce = Math.max(1, Math.min(most.columns, Math.floor(most.cells / Math.max(1, rows))))
  for (let at = 0; at < columns.length; at += atOnce) yield columns.slice(at, at + atOnce)
}

/** Some columns as the texts that they are compared by with other states, with the place `n` that tells which rows stand against each other. */
export function placed(
  { sql, traced, columns: own }: State,
  columns: readonly ColumnInfo[],
  standing: Standing,
  others: readonly State[]
): string {
  const typeIn = (list: readonly ColumnInfo[], name: string): string =>
    list.find((column) => column.name === name)?.type ?? 'VARCHAR'
  const compared = ({ name }: ColumnInfo): string =>
    comparedText(ident(name), typeIn(own, name), others.map((other) => typeIn(other.columns, name))) // prettier-ignore
  const cells = columns.map((column, at) => `, ${compared(column)} AS c${at}`).join('')
  return standing === 'traced' && traced
    ? `(SELECT ${traced.place} AS n${cells} FROM (${traced.sql}))`
    : `(SELECT row_number() OVER () AS n${cells} FROM ${sql})`
}
