import type { Anomaly } from '../../contract'
import type { Project } from '../project'

/** Sure enough to be counted as wrong: the precision-first cut of `cellsOf`. */
export const SURE = 0.5

/** The cells of some findings of one table, each once, by row then column; both 0-based. Null when no finding is sure enough. */
export function cellsSql(findings: readonly Anomaly[], least = SURE): string | null {
  const kept = findings.filter(({ confidence }) => confidence >= least)
  if (!kept.length) return null
  return `SELECT DISTINCT "row", "col" FROM (\n${kept.map((finding) => finding.cellsSql).join('\nUNION ALL\n')}\n) ORDER BY "row", "col"`
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
