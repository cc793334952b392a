import type { Anomaly, AnomalyReport } from '../../contract'
import { throwIfCancelled } from '../errors'
import { profileTable } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { bareContext } from './bare-context'
import type { DetectorContext } from './detector'
import { byKeys, meetingsOf, MOST_MEETINGS, sharedKeys, tooMany } from './pairs'

/** What a state of a table and the others tell together. */
export interface Linked {
  found: Anomaly[]
  /** The tables whose rows meet those of another one by one. */
  met: Set<string>
  /** What is not looked for because there is too much. */
  skipped: AnomalyReport['skipped']
}

/** What some states of one table each tell together with every other table, in the order of the states. */
export async function linkAnomalies(
  project: Project,
  states: readonly Table[],
  others: readonly Table[],
  signal?: AbortSignal
): Promise<Linked[]> {
  const contextOf = async (table: Table): Promise<DetectorContext> =>
    bareContext(project, table, await profileTable(project, table, { signal }), new Date(), signal)
  const beside: DetectorContext[] = []
  for (const other of others) beside.push(await contextOf(other))
  const linked: Linked[] = []
  for (const state of states) {
    throwIfCancelled(signal)
    const context = await contextOf(state)
    const meetings = meetingsOf([context, ...beside]).filter(({ many, one }) => many === context || one === context)
    const keys = await sharedKeys(meetings.slice(0, MOST_MEETINGS))
    const met = new Set(keys.flatMap(({ many, unique }) => (unique ? [many.table.ref.name] : [])))
    const found: Anomaly[] = []
    for await (const anomaly of byKeys(keys)) found.push(anomaly)
    linked.push({ found, met, skipped: tooMany(meetings, state.ref) })
  }
  return linked
}
