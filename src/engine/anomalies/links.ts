import type { Anomaly } from '../../contract'
import { throwIfCancelled } from '../errors'
import { profileTable } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { bareContext } from './bare-context'
import type { DetectorContext } from './detector'
import { betweenTables } from './pairs'

/** What some states of one table each tell together with every other table, in the order of the states. */
export async function linkAnomalies(
  project: Project,
  states: readonly Table[],
  others: readonly Table[],
  signal?: AbortSignal
): Promise<Anomaly[][]> {
  const contextOf = async (table: Table): Promise<DetectorContext> =>
    bareContext(project, table, await profileTable(project, table, { signal }), new Date(), signal)
  const contexts: DetectorContext[] = []
  for (const state of states) contexts.push(await contextOf(state))
  const found: Anomaly[][] = states.map(() => [])
  for (const other of others) {
    throwIfCancelled(signal)
    const beside = await contextOf(other)
    for (const [place, context] of contexts.entries())
      for await (const anomaly of betweenTables([context, beside])) found[place]?.push(anomaly)
  }
  return found
}
