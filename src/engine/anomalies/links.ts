import type { Anomaly, TableProfile } from '../../contract'
import { throwIfCancelled } from '../errors'
import { profileEvents } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import type { DetectorContext } from './detector'
import { betweenTables } from './pairs'
import { sampleOf } from './sample'

/** What some states of one table each tell together with every other table, in the order of the states. */
export async function linkAnomalies(
  project: Project,
  states: readonly Table[],
  others: readonly Table[],
  signal?: AbortSignal
): Promise<Anomaly[][]> {
  const samples: Drawn[] = []
  try {
    const contexts: DetectorContext[] = []
    for (const state of states) contexts.push(await contextOf(project, state, samples, signal))
    const found: Anomaly[][] = states.map(() => [])
    for (const other of others) {
      throwIfCancelled(signal)
      const beside = await contextOf(project, other, samples, signal)
      for (const [place, context] of contexts.entries())
        for await (const anomaly of betweenTables([context, beside])) found[place]?.push(anomaly)
    }
    return found
  } finally {
    for (const { drop } of samples) await drop()
  }
}

type Drawn = ReturnType<typeof sampleOf>

/** What a look at pairs of tables needs of one: its profile and its rows, never what is written in its file. */
async function contextOf(
  project: Project,
  table: Table,
  samples: Drawn[],
  signal?: AbortSignal
): Promise<DetectorContext> {
  let profile: TableProfile | undefined
  for await (const event of profileEvents(project, table.ref, { signal }))
    if (event.type === 'done') profile = event.result
  if (!profile) throw new Error('a profile ended without a result')
  const sample = sampleOf(project, table, signal)
  samples.push(sample)
  return {
    table,
    profile,
    unread: new Map(),
    written: new Map(),
    now: new Date(),
    signal,
    rows: (sql) => project.rows(sql, { signal }),
    sample: sample.take,
    dependencies: () => Promise.resolve([])
  }
}
