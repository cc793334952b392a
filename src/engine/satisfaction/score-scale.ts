import type { ScoreCandidate } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'
import { lookAt } from './look'
import { scoreCandidates } from './score-candidates'

/** The scale of a column that is proposed as a score, undefined for any other; looked at once for each state of the table. */
export async function scoreScale(
  project: Project,
  table: Table,
  column: string,
  signal?: AbortSignal
): Promise<ScoreCandidate['scale'] | undefined> {
  // A look at all columns takes long on wide tables; the verdict on one does not hang on the others.
  const alone = { ...table, columns: table.columns.filter(({ name }) => name === column) }
  return scoreCandidates(await lookAt(project, alone, signal))[0]?.scale
}
