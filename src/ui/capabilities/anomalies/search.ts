import { create } from 'zustand'
import type { Anomaly, AnomalyReport, Progress, TableInfo } from '../../../contract'
import { runJob } from '../../app/jobs'
import { onProjectChange } from '../../app/project-change'
import { api, isCancelled } from '../../client'
import { translate } from '../../parts'
import { worstFirst } from './order'
import { refreshRegister } from './queries'
import { text } from './text'

export type Search = {
  /** State of the data that the search is about; null before any. */
  of: string | null
  findings: readonly Anomaly[]
  progress: Progress | null
  report: AnomalyReport | null
  stopped: boolean
  error: unknown
}

const NOTHING: Search = { of: null, findings: [], progress: null, report: null, stopped: false, error: null }

/** The one search for anomalies of the open project: it goes on, and stays, while other screens are looked at. */
export const useSearch = create<Search>(() => NOTHING)

let running: AbortController | null = null

onProjectChange(() => {
  running?.abort()
  running = null
  useSearch.setState(NOTHING)
})

/** Names a state of the project's tables: a search of another state is stale. */
export function stateOf(project: string, tables: readonly TableInfo[]): string {
  return JSON.stringify([
    project,
    ...tables.map(({ ref, fingerprint, rows }) => [ref.schema, ref.name, fingerprint, rows])
  ])
}

/** Searches all tables; findings come in one by one. A search under way is given up for the new one. */
export async function startSearch(of: string): Promise<void> {
  running?.abort()
  const own = new AbortController()
  running = own
  const show = (part: Partial<Search>): void => {
    if (running === own) useSearch.setState(part)
  }
  show({
    ...NOTHING,
    of,
    progress: { step: { fr: 'Lecture des tables', en: 'Reading the tables' }, done: 0, total: null }
  })
  try {
    await runJob(translate(text, 'job'), async (signal, onProgress) => {
      const either = AbortSignal.any([signal, own.signal])
      let findings: Anomaly[] = []
      for await (const event of await api.anomalies.detect({}, { signal: either })) {
        if (event.type === 'progress') {
          onProgress(event.progress)
          show({ progress: event.progress })
        }
        if (event.type === 'finding') show({ findings: (findings = [...findings, event.finding].sort(worstFirst)) })
        if (event.type !== 'done') continue
        show({ report: event.result, findings: event.result.findings })
        await refreshRegister()
      }
    })
    show({ progress: null })
  } catch (error) {
    show(own.signal.aborted || isCancelled(error) ? { stopped: true, progress: null } : { error, progress: null })
  }
}

export function cancelSearch(): void {
  running?.abort()
}
