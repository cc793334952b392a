import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { namesSum, noWords } from '../sources'
import { ident } from '../sql'

/** Rows at each end of a table, and at the end of each of its files, among which such lines are looked for. */
const AT_ENDS = 10_000
const AT_END_OF_FILE = 20
/** Columns that name such a line; columns that are looked at. */
const NAMING = 3
const LOOKED = 50
const LABEL_LENGTH = 40
/** Rows above that such a line must differ from. */
const ABOVE = 20
/** Lines of one table, beside one for each file, and as a share of it: beyond, they are what the table is about. */
const MOST = 200
const MOST_SHARE = 0.45

/** A raw table, and the places where the rows of a file end in it. */
export interface LinedTable {
  table: string
  rows: number
  columns: readonly ColumnInfo[]
  ends: readonly number[]
}

/**
 * The rows of a raw table that seem to sum up those above (`Total;;12 345,67`), by rowid: named so, or without a name at the
 * end of a file, with nothing but numbers beside, and either the last of their file or with fewer cells than all rows just
 * above. The same that a load tells of; looked for where they stand, at the ends.
 */
export async function totalLines(project: Project, lined: LinedTable, signal?: AbortSignal): Promise<number[]> {
  const columns = lined.columns.slice(0, LOOKED)
  if (columns.length < 2 || lined.rows < 2) return []
  const candidates = await candidatesOf(project, lined, columns, signal)
  if (!candidates.size || candidates.size > Math.min(mostOf(lined), MOST_SHARE * lined.rows)) return []
  const last = lastOf(candidates, lined.ends)
  const above = await rowsAbove(project, lined, columns, [...candidates.keys()], signal)
  return [...candidates.keys()]
    .filter((place) => {
      const own = candidates.get(place)
      const others = (above.get(place) ?? []).filter((row) => !candidates.has(row.place))
      if (!own || !others.length) return false
      const isSparser = others.every(({ filled }) => filled > own.filled)
      return own.isNamed
        ? last.has(place) || isSparser
        : last.has(place) && isSparser && others.every((row) => row.first)
    })
    .sort((a, b) => a - b)
}

function mostOf({ ends }: LinedTable): number {
  return MOST + ends.length
}

interface Candidate {
  filled: number
  isNamed: boolean
}

async function candidatesOf(
  project: Project,
  lined: LinedTable,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Map<number, Candidate>> {
  const { table, rows, ends } = lined
  const tails = rowsBefore(ends, AT_END_OF_FILE)
  const atEnds = rowsBefore([Math.min(rows, AT_ENDS), rows], AT_ENDS)
  const numbers = (from: number): string => columns.slice(from).flatMap(noWords).join(' AND ') || 'true'
  const named = columns.slice(0, NAMING).flatMap((column, at) => {
    if (column.type !== 'VARCHAR') return []
    const value = ident(column.name)
    const before = columns.slice(0, at).map((other) => `NOT ${isFilled(other)}`)
    return [[namesSum(value), `length(trim(${value})) <= ${LABEL_LENGTH}`, ...before, numbers(at + 1)].join(' AND ')]
  })
  const [first] = columns
  const unnamed = first ? `rowid IN (${tails}) AND NOT ${isFilled(first)} AND ${numbers(1)}` : 'false'
  const isNamed = named.length ? named.map((one) => `(${one})`).join(' OR ') : 'false'
  const found = await project.rows<{ place: number; filled: number; named: boolean }>(
    `SELECT rowid AS place, ${filledSql(columns)} AS filled, coalesce(${isNamed}, false) AS named
      FROM raw.${ident(table)} WHERE rowid IN (${atEnds} UNION ${tails}) AND ((${isNamed}) OR (${unnamed}))
      LIMIT ${mostOf(lined) + 1}`,
    { signal }
  )
  return new Map(
    found
      .map((row): [number, Candidate] => [Number(row.place), { filled: Number(row.filled), isNamed: row.named }])
      .filter(([, { filled, isNamed }]) => filled > (isNamed ? 1 : 0))
  )
}

/** Those below which their file has no other rows. */
function lastOf(candidates: ReadonlyMap<number, Candidate>, ends: readonly number[]): Set<number> {
  const last = new Set<number>()
  for (const end of ends) for (let place = end - 1; candidates.has(place); place--) last.add(place)
  return last
}

interface RowAbove {
  place: number
  filled: number
  /** Its first cell is filled. */
  first: boolean
}

async function rowsAbove(
  project: Project,
  { table }: LinedTable,
  columns: readonly ColumnInfo[],
  places: readonly number[],
  signal?: AbortSignal
): Promise<Map<number, RowAbove[]>> {
  const [first] = columns
  const rows = await project.rows<{ place: number; filled: number; first: boolean }>(
    `SELECT rowid AS place, ${filledSql(columns)} AS filled, ${first ? isFilled(first) : 'false'} AS first
      FROM raw.${ident(table)} WHERE rowid IN (${rowsBefore(places, ABOVE)})`,
    { signal }
  )
  const told = rows.map((row) => ({ ...row, place: Number(row.place), filled: Number(row.filled) }))
  return new Map(places.map((place) => [place, told.filter((row) => row.place < place && row.place >= place - ABOVE)]))
}

/** SQL of the rowids of so many rows before each of some places: joined to, where a condition for each would be asked of every row. */
function rowsBefore(places: readonly number[], count: number): string {
  return `SELECT place - 1 - back FROM (SELECT unnest([${places.join(', ')}]::BIGINT[]) AS place), range(${count}) AS r(back)`
}

function filledSql(columns: readonly ColumnInfo[]): string {
  return columns.map((column) => `(${isFilled(column)})::INTEGER`).join(' + ')
}

function isFilled({ name, type }: ColumnInfo): string {
  return type === 'VARCHAR' ? `coalesce(trim(${ident(name)}) <> '', false)` : `(${ident(name)} IS NOT NULL)`
}
