import type { Anomaly, AnomalyEvent, AnomalyReport, TableRef } from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { listTables, resolveTable, type Table } from '../tables'
import { driftOf } from './drift'
import { rememberFindings, toldBefore } from './found'
import { worstFirst } from './order'
import { betweenTables } from './pairs'
import { searchTable, type Searched, type Step } from './search-table'

/** Tables compared two by two. */
export const MOST_PAIRED = 12

export interface DetectOptions {
  signal?: AbortSignal
  now?: Date
  onFinding?: (finding: Anomaly) => void
  /** Confidences as the detectors state them, to measure these. */
  stated?: boolean
}

/** The anomalies of the given tables, of all those of the project where none is given; worst first. Plain JSON data. */
export async function detectAnomalies(
  project: Project,
  tables?: readonly TableRef[],
  { signal, now, onFinding, stated }: DetectOptions = {}
): Promise<AnomalyReport> {
  for await (const event of anomalyEvents(project, tables, signal, now, stated)) {
    if (event.type === 'finding') onFinding?.(event.finding)
    if (event.type === 'done') return event.result
  }
  throw new Error('a search ended without a result')
}

/** The search as it goes: progress, findings one by one, then the whole report. A detector that fails is named in `skipped`; the others go on. */
export async function* anomalyEvents(
  project: Project,
  refs?: readonly TableRef[],
  signal?: AbortSignal,
  now = new Date(),
  stated = false
): AsyncGenerator<AnomalyEvent, void> {
  const begun = performance.now()
  const tables = refs ? await Promise.all(refs.map((ref) => resolveTable(project, ref))) : await listTables(project)
  const report: AnomalyReport = { tables: [], findings: [], skipped: [], seconds: 0 }
  const searched = new Map<Table, Searched>()
  const isCompared = tables.length > 1 && tables.length <= MOST_PAIRED
  for (const [place, table] of tables.entries()) {
    const step: Step = (share, fr, en) => progress(table, fr, en, place + share, tables.length)
    const before = stated ? null : toldBefore(project, table, now)
    const one = yield* searchTable(project, table, { signal, now, stated, before, isCompared, step })
    searched.set(table, one)
    report.findings.push(...one.told.findings)
    report.skipped.push(...one.told.skipped)
    report.tables.push({
      table: table.ref,
      rows: table.rows,
      columns: table.columns.length,
      fingerprint: table.fingerprint
    })
  }
  const contexts = [...searched.values()].flatMap(({ context }) => context ?? [])
  for (const [detector, together] of [
    ['between_tables', isCompared ? betweenTables(contexts) : []],
    ['drift', driftOf(project, tables, signal)]
  ] as const)
    try {
      for await (const finding of together) {
        report.findings.push(finding)
        yield { type: 'finding', finding }
      }
    } catch (error) {
      throwIfCancelled(signal)
      const [first] = tables
      if (first) report.skipped.push({ detector, table: first.ref, reason: toErrorData(error).message })
    }
  if (!stated)
    for (const [table, { told }] of searched) {
      const all = report.findings.filter(
        ({ table: of }) => of.name === table.ref.name && of.schema === table.ref.schema
      )
      rememberFindings(project, table, { all, told, now })
    }
  report.findings.sort(worstFirst)
  report.seconds = Math.round(performance.now() - begun) / 1000
  yield { type: 'done', result: report }
}

function progress(table: Table, fr: string, en: string, done: number, total: number): AnomalyEvent {
  return {
    type: 'progress',
    progress: { step: { fr: `« ${table.ref.name} » : ${fr}`, en: `“${table.ref.name}”: ${en}` }, done, total }
  }
}
