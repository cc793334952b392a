import { QualityDimension, type AnomalyReport, type QualityScore, type RecipeJudged } from '../../contract'
import { cellsSql, SURE } from '../anomalies'
import type { Project } from '../project'
import type { Table } from '../tables'

interface Searched {
  table: Table
  report: AnomalyReport
}

/** The score of each dimension on both sides, those without any finding left out, then of all together (dimension null). */
export async function qualityScores(
  project: Project,
  before: Searched,
  after: Searched,
  signal?: AbortSignal
): Promise<RecipeJudged['scores']> {
  const scores: RecipeJudged['scores'] = []
  for (const dimension of [...QualityDimension.options, null]) {
    const [one, other] = [
      await scoreOf(project, before, dimension, signal),
      await scoreOf(project, after, dimension, signal)
    ]
    if (dimension === null || one.findings || other.findings) scores.push({ dimension, before: one, after: other })
  }
  return scores
}

async function scoreOf(
  project: Project,
  { table, report }: Searched,
  dimension: QualityDimension | null,
  signal?: AbortSignal
): Promise<QualityScore> {
  const findings = report.findings.filter((finding) => dimension === null || finding.dimension === dimension)
  // Each cell once, however many findings are about it. A gap is one for sure: how likely it is a fault is another matter.
  const sql = cellsSql(
    findings.map((finding) => (finding.kind === 'missing' ? { ...finding, confidence: SURE } : finding)),
    SURE
  )
  const [counted] = sql
    ? await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql}\n)`, { signal })
    : [{ n: 0 }]
  const cells = table.rows * table.columns.length
  const wrong = counted?.n ?? 0
  return {
    cells,
    wrong,
    share: cells ? 1 - wrong / cells : null,
    findings: findings.length,
    uncounted: findings.filter((finding) => finding.cells === 0).length
  }
}
