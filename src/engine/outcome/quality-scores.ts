import { ScoreDimension, type AnomalyReport, type QualityScore, type RecipeJudged } from '../../contract'
import type { Project } from '../project'
import { countFaults } from '../quality'
import { hidesRowid } from '../sql'
import type { Table } from '../tables'

interface Searched {
  table: Table
  report: AnomalyReport
}

/**
 * The score of each dimension on both sides, those without any finding left out, then of all together (dimension null). None where a
 * side could not be searched.
 */
export async function qualityScores(
  project: Project,
  before: Searched,
  after: Searched,
  signal?: AbortSignal
): Promise<RecipeJudged['scores']> {
  if ([before, after].some(({ table }) => hidesRowid(table.columns))) return []
  const scores: RecipeJudged['scores'] = []
  for (const dimension of [...ScoreDimension.options, null]) {
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
  dimension: ScoreDimension | null,
  signal?: AbortSignal
): Promise<QualityScore> {
  const { findings, ...count } = await countFaults(project, table, report.findings, dimension, signal)
  return { ...count, findings: findings.length, uncounted: findings.filter(({ cells }) => cells === 0).length }
}
