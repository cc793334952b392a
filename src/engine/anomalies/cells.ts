import type { Anomaly } from '../../contract'
import type { Project } from '../project'
import { text } from '../sql'
import { VIEWS } from './calibrated'
import { AGREED_SQL } from './calibration'

/** Precision first: cells more likely wrong than right. */
export const SURE = VIEWS.sure.least
/** Recall first: cells that enough speaks against to be worth a look. */
export const DOUBTFUL = VIEWS.doubtful.least

/**
 * The cells of some findings of one table with their combined confidence, each once, by row then column; both 0-based. Each
 * detector votes once a cell, by its surest finding; the votes join as `AGREED_SQL` says. Null when no finding has cells.
 */
export function votesSql(findings: readonly Anomaly[], least = 0): string | null {
  const kept = findings.filter(({ cells }) => cells > 0)
  if (!kept.length) return null
  const votes = kept.map(
    ({ cellsSql: sql, detector, confidence }) =>
      `SELECT "row", "col", ${text(detector)} AS detector, ${confidence}::DOUBLE AS confidence FROM (${sql}\n)`
  )
  return `SELECT "row", "col", ${AGREED_SQL} AS confidence FROM (
  SELECT "row", "col", detector, max(confidence) AS confidence FROM (\n${votes.join('\nUNION ALL\n')}\n) GROUP BY ALL
) GROUP BY "row", "col" HAVING ${AGREED_SQL} >= ${least - 1e-9} ORDER BY "row", "col"`
}

/** The findings that call single cells wrong: a row too many, or one answered too fast, has no wrong cell. */
export function ofCells(findings: readonly Anomaly[]): Anomaly[] {
  return findings.filter(({ place }) => place === 'cells')
}

/** The cells alone, of at least a combined confidence. */
export function cellsSql(findings: readonly Anomaly[], least = SURE): string | null {
  const votes = votesSql(findings, least)
  return votes && `SELECT "row", "col" FROM (\n${votes}\n) ORDER BY "row", "col"`
}

/** The cells themselves, as pairs `[row, col]`. */
export async function cellsOf(
  project: Project,
  findings: readonly Anomaly[],
  options: { least?: number; signal?: AbortSignal } = {}
): Promise<[number, number][]> {
  const sql = cellsSql(findings, options.least)
  if (!sql) return []
  const rows = await project.rows<{ row: number; col: number }>(sql, { signal: options.signal })
  return rows.map(({ row, col }) => [row, col])
}
