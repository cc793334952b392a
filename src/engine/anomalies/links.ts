import type { Anomaly } from '../../contract'
import { throwIfCancelled } from '../errors'
import { profileTable } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { bareContext } from './bare-context'
import type { DetectorContext } from './detector'
import { byKeys, sharedKeys } from './pairs'

/** What a state of a table and the others tell together, and the tables whose rows meet those of another one by one. */
export interface Linked {
  found: Anomaly[]
  met: Set<string>
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
  const contexts: DetectorContext[] = []
  for (const state of states) contexts.push(await contextOf(state))
  const linked = states.map((): Linked => ({ found: [], met: new Set() }))
  for (const other of others) {
    throwIfCancelled(signal)
    const beside = await contextOf(other)
    for (const [place, context] of contexts.entries()) {
      const keys = await sharedKeys([context, beside])
      for (const { many, unique } of keys) if (unique) linked[place]?.met.add(many.table.ref.name)
      for await (const anomaly of byKeys(keys)) linked[place]?.found.push(anomaly)
    }
  }
  return linked
}
