import type { Anomaly, AnomalyReport } from '../../contract'
import { throwIfCancelled } from '../errors'
import { profileTable } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { bareContext } from './bare-context'
import type { DetectorContext } from './detector'
import { betweenTables, meetingsOf, MOST_MEETINGS, tooMany } from './pairs'

/**
 * What some states of one table each tell together with every other table, in the order of the states, and what is not looked for of
 * each because there is too much.
 */
export async function linkAnomalies(
  project: Project,
  states: readonly Table[],
  others: readonly Table[],
  signal?: AbortSignal
): Promise<Pick<AnomalyReport, 'findings' | 'skipped'>[]> {
  const contextOf = async (table: Table): Promise<DetectorContext> =>
    bareContext(project, table, await profileTable(project, table, { signal }), new Date(), signal)
  const beside: DetectorContext[] = []
  for (const other of others) beside.push(await contextOf(other))
  const told: Pick<AnomalyReport, 'findings' | 'skipped'>[] = []
  for (const state of states) {
    throwIfCancelled(signal)
    const context = await contextOf(state)
    const meetings = meetingsOf([context, ...beside]).filter(({ many, one }) => many === context || one === context)
    const findings: Anomaly[] = []
    for await (const anomaly of betweenTables(meetings.slice(0, MOST_MEETINGS))) findings.push(anomaly)
    told.push({ findings, skipped: tooMany(meetings, state.ref) })
  }
  return told
}
