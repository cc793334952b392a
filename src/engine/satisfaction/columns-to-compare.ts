import type { ScoreCandidate, SegmentCandidate, TableRef } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { lookAt } from './look'
import { scoreCandidates } from './score-candidates'
import { candidatesOf } from './segment-candidates'

/** The scores of one table and its own columns that can segment them, with the share of cells that hold something. */
export async function columnsToCompare(
  project: Project,
  ref: TableRef,
  signal?: AbortSignal
): Promise<{ scores: ScoreCandidate[]; segments: SegmentCandidate[]; present: ReadonlyMap<string, number> }> {
  const looks = await lookAt(project, await resolveTable(project, ref), signal)
  return {
    scores: scoreCandidates(looks),
    segments: candidatesOf(looks, null, null),
    present: new Map(looks.map(({ column, present, rows }) => [column.name, rows ? present / rows : 1]))
  }
}
