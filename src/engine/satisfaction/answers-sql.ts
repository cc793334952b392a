import type { Measure } from '../../contract'
import { ident, text } from '../sql'
import { validSql } from './score-sql'

/** The pieces of SQL that say which answers are read, how they are scored and how they are grouped. */
export interface AnswersQuery {
  /** `FROM … AS t` and its joins, filter applied. */
  from: string
  /** True where `t` bears a rowid that is not among its columns. */
  hasRowid: boolean
  score: string
  present: string
  /** Segment of a row as text; null when answers are not segmented. */
  segment: string | null
  measure: Measure
}

/** `FROM` of the answers: the table, filtered in a subquery so that a filter's names can only mean its own columns. `hidden`: a column of its own hides the place of its rows. */
export function fromSql(
  table: string,
  predicate: string,
  join: string | null,
  hidden = false
): { from: string; hasRowid: boolean } {
  const filtered = predicate !== 'true'
  const base = filtered ? `(SELECT ${hidden ? '' : 'rowid, '}* FROM ${table} WHERE ${predicate})` : table
  return { from: `FROM ${base} AS t${join ? `\n  ${join}` : ''}`, hasRowid: !filtered && !hidden }
}

/**
 * Joins the answers to one value a key of another table. Keys that stand on several rows are taken where those rows
 * agree; where they do not, the segment stays unknown rather than counting an answer twice.
 */
export function joinSql(table: string, key: string, foreignKey: string, segment: string): string {
  return `LEFT JOIN (
    SELECT j.${ident(key)}::VARCHAR AS key, CASE WHEN count(DISTINCT ${segment}) = 1 THEN min(${segment}) END AS segment
    FROM ${table} AS j WHERE j.${ident(key)} IS NOT NULL GROUP BY 1
  ) AS s ON t.${ident(foreignKey)}::VARCHAR = s.key`
}

/** Counts for all answers (`overall` = 1) and for each segment, in one pass. */
export function countsSql(query: AnswersQuery): string {
  const groups = query.segment ? 'GROUP BY GROUPING SETS ((), (segment))' : ''
  const overall = query.segment ? 'grouping(segment)' : '1'
  return `${scoredSql(query)}
SELECT ${overall} AS overall, ${query.segment ? 'segment' : 'NULL::VARCHAR AS segment'},
  count(*) AS answers,
  count(*) FILTER (NOT present) AS missing,
  count(*) FILTER (present AND score IS NULL) AS unreadable,
  count(*) FILTER (score IS NOT NULL AND NOT valid) AS off_scale,
  ${countColumns(query.measure)}
FROM scored
${groups}
ORDER BY overall DESC, segment NULLS LAST`.trim()
}

/** The figure of one segment (`undefined` for all answers) on one row: its value and the counts it comes from. */
export function figureSql(query: AnswersQuery, segment?: string | null): string {
  return `${scoredSql(query)}
SELECT ${valueSql(query.measure)} AS value, *
FROM (SELECT ${countColumns(query.measure)}
  FROM scored${segment === undefined ? '' : ` WHERE ${isSegment('segment', segment)}`})`
}

/** The figure of one segment less that of all other answers together, on one row with both; shares in points. */
export function differenceSql(query: AnswersQuery, segment: string | null): string {
  const scale = query.measure.kind === 'csat' ? '100 * ' : ''
  return `${scoredSql(query)}
SELECT ${scale}(segment_value - rest_value) AS value, *
FROM (SELECT max(value) FILTER (in_segment) AS segment_value, max(value) FILTER (NOT in_segment) AS rest_value,
  max(n) FILTER (in_segment) AS n, max(n) FILTER (NOT in_segment) AS rest_n
  FROM (SELECT in_segment, n, ${valueSql(query.measure)} AS value
    FROM (SELECT coalesce(${isSegment('segment', segment)}, false) AS in_segment, ${countColumns(query.measure)}
      FROM scored GROUP BY 1)))`
}

/** The rows behind a figure: those with a score on the scale, in the segment. */
export function rowsSql(query: AnswersQuery, segment?: string | null): string {
  const inSegment = segment === undefined || !query.segment ? '' : `\n  AND ${isSegment(query.segment, segment)}`
  return `SELECT ${query.hasRowid ? 't.rowid, ' : ''}t.*
${query.from}
WHERE ${validSql(query.measure, `(${query.score})`)}${inSegment}`
}

/** The number of answers in a segment, where nothing more is told. */
export function countOnlySql(query: AnswersQuery, segment: string | null): string {
  return `${scoredSql(query)}
SELECT count(*) FILTER (valid) AS n FROM scored WHERE ${isSegment('segment', segment)}`
}

function scoredSql({ from, score, present, segment, measure }: AnswersQuery): string {
  return `WITH answers AS (
  SELECT ${segment ?? 'NULL::VARCHAR'} AS segment, ${present} AS present, ${score} AS score
  ${from}
), scored AS (
  SELECT *, ${validSql(measure, 'score')} AS valid FROM answers
)`
}

function countColumns(measure: Measure): string {
  const n = 'count(*) FILTER (valid) AS n'
  if (measure.kind === 'nps')
    return `${n}, count(*) FILTER (valid AND score >= 9) AS promoters, count(*) FILTER (valid AND score <= 6) AS detractors`
  if (measure.kind === 'csat') return `${n}, count(*) FILTER (valid AND score >= ${measure.threshold}) AS successes`
  return `${n}, avg(score) FILTER (valid) AS mean, coalesce(stddev_samp(score) FILTER (valid), 0) AS sd`
}

function valueSql(measure: Measure): string {
  if (measure.kind === 'nps') return '100.0 * (promoters - detractors) / nullif(n, 0)'
  return measure.kind === 'csat' ? '1.0 * successes / nullif(n, 0)' : 'mean'
}

function isSegment(expression: string, segment: string | null): string {
  return segment === null ? `${expression} IS NULL` : `${expression} = ${text(segment)}`
}
