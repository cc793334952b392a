import type { AnomalyReport } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'
import { DETECTORS } from './detectors'
import { findingsOf, rememberFindings } from './found'

/** The searches that look at one table by itself. */
const ALONE = new Set(DETECTORS.map(({ name }) => name))

/** Takes up the report of an earlier search of these tables, which are as they were then. */
export function recallFindings(
  project: Project,
  tables: readonly Table[],
  { findings, skipped }: AnomalyReport,
  now: Date
): void {
  for (const table of tables) {
    const own = findingsOf(table, findings).filter(({ search }) => ALONE.has(search))
    rememberFindings(project, table, {
      findings,
      told: skipped.some(({ bounded }) => !bounded) ? null : { findings: own, skipped: [] },
      now
    })
  }
}
