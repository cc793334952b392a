import type { ColumnInfo, Join, MeasureRequest, Segmentation } from '../../contract'
import type { Project } from '../project'
import { conditionsOn, filterPredicate, hidesRowid, unknownColumn } from '../sql'
import { resolveTable, type Table } from '../tables'
import { fromSql, joinSql, type AnswersQuery } from './answers-sql'
import { numberSql, presentSql, validSql } from './score-sql'
import { segmentSql } from './segment-sql'

/** A measure ready to run: its query, and what its words need. */
export interface MeasurePlan {
  request: MeasureRequest
  table: Table
  query: AnswersQuery
  /** Bounds between classes, ascending. */
  edges: number[]
  /** Whether the segment is a column of true and false. */
  isYesNo: boolean
  /** Counts the answers whose key has no row in the joined table, or whose rows there disagree. */
  matchSql: string | null
  /** Counts the answers on the scale that the filter leaves out by their own score; null where it does not choose by the score. */
  chosenSql: string | null
}

/** Turns a request into SQL: checks every name against the project's tables, and cuts numbers into classes. */
export async function planMeasure(
  project: Project,
  request: MeasureRequest,
  signal?: AbortSignal
): Promise<MeasurePlan> {
  const table = await resolveTable(project, request.table)
  const score = columnOf(table, request.score)
  const predicate = filterPredicate(request.filter, table.columns)
  const { segment } = request
  const holder = segment?.via ? await resolveTable(project, segment.via.table) : table
  const edges = segment ? await classEdges(project, holder, segment, signal) : []
  const joined = segment?.via ? join(table, holder, segment, segment.via, edges) : null
  const { from, hasRowid } = fromSql(table.sql, predicate, joined, hidesRowid(table.columns))
  const query: AnswersQuery = {
    from,
    hasRowid,
    score: numberSql(score),
    present: presentSql(score),
    segment: segment && (joined ? 's.segment' : segmentSql(columnOf(table, segment.column), segment.by, edges)),
    measure: request.measure
  }
  // The scale is checked before anything runs.
  validSql(request.measure, 'score')
  const matchSql = segment?.via
    ? `SELECT count(*) FILTER (s.key IS NULL) AS unmatched, count(*) FILTER (s.key IS NOT NULL AND s.segment IS NULL) AS undecided\n${from}`
    : null
  const isYesNo = segment !== null && columnOf(holder, segment.column).type === 'BOOLEAN'
  return { request, table, query, edges, isYesNo, matchSql, chosenSql: chosenSql(request, table, score) }
}

/** Rows that the other conditions keep and those on the score do not, whose score is on the scale. */
function chosenSql({ filter, measure, score: name }: MeasureRequest, table: Table, score: ColumnInfo): string | null {
  const own = conditionsOn(filter, [name])
  if (!own.length) return null
  const others = (filter?.all ?? []).filter((condition) => !own.includes(condition))
  const predicate = (all: typeof own): string => filterPredicate({ all }, table.columns)
  return `SELECT count(*) AS n FROM (SELECT * FROM ${table.sql} WHERE ${predicate(others)} AND NOT coalesce(${predicate(own)}, false)) AS t WHERE ${validSql(measure, numberSql(score))}`
}

/** A column of the table by its exact name, or an error that names it. */
export function columnOf(table: Table, name: string): ColumnInfo {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw unknownColumn(name)
  return column
}

function join(table: Table, holder: Table, segment: Segmentation, via: Join, edges: readonly number[]): string {
  columnOf(table, via.foreignKey)
  columnOf(holder, via.key)
  const value = segmentSql(columnOf(holder, segment.column), segment.by, edges, 'j')
  return joinSql(holder.sql, via.key, via.foreignKey, value)
}

/** Bounds that cut a column's values into classes of about equal size; equal bounds are one. */
async function classEdges(
  project: Project,
  table: Table,
  { column, by }: Segmentation,
  signal?: AbortSignal
): Promise<number[]> {
  if (by.kind !== 'classes') return []
  const shares = Array.from({ length: by.count - 1 }, (_, index) => (index + 1) / by.count)
  const value = numberSql(columnOf(table, column))
  const rows = await project.rows<{ edges: (number | null)[] | null; lowest: number | null }>(
    `SELECT quantile_disc(v, [${shares.join(', ')}]) AS edges, min(v) AS lowest FROM (SELECT ${value} AS v FROM ${table.sql} AS t) WHERE isfinite(v)`,
    { signal }
  )
  const lowest = rows[0]?.lowest ?? null
  const found = (rows[0]?.edges ?? []).filter((edge) => edge !== null && edge !== lowest)
  return [...new Set(found as number[])].sort((a, b) => a - b)
}
