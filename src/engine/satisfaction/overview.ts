import type { ScoreCandidate, TableRef } from '../../contract'
import type { Project } from '../project'
import { listTables } from '../tables'
import { lookAt } from './look'
import { scoreCandidates } from './score-candidates'

/** The tables that hold columns of scores, those with most of them first. */
export async function overview(
  project: Project,
  signal?: AbortSignal
): Promise<{ table: TableRef; rows: number; scores: ScoreCandidate[] }[]> {
  const tables = await listTables(project)
  const found: { table: TableRef; rows: number; scores: ScoreCandidate[] }[] = []
  // One after the other: each look uses all cores already.
  for (const table of tables) {
    const scores = scoreCandidates(await lookAt(project, table, signal))
    if (scores.length) found.push({ table: table.ref, rows: table.rows, scores })
  }
  return found.sort((a, b) => b.scores.length - a.scores.length)
}
