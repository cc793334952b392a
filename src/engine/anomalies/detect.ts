import type { Anomaly, AnomalyEvent, AnomalyReport, LocalizedText, TableRef } from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { tablesAsked, type Table } from '../tables'
import { DRIFT, driftOf } from './drift'
import { rememberFindings, toldBefore } from './found'
import { isOnMade, madeColumns } from './made-columns'
import { worstFirst } from './order'
import { BETWEEN_TABLES, betweenTables, meetingsOf, MOST_MEETINGS, tooMany } from './pairs'
import { searchResult } from './search-result'
import { searchTable, type Searched, type Step } from './search-table'

/** Searches of all tables at once: where one fails, what it says of any of them is not known. */
export const OF_ALL_TABLES: readonly string[] = [BETWEEN_TABLES, DRIFT]

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
  return searchResult(anomalyEvents(project, tables, signal, now, stated), (event) => {
    if (event.type === 'finding') onFinding?.(event.finding)
  })
}

/** The search as it goes: progress, findings one by one, then the whole report. A detector that fails is named in `skipped`; the others go on. */
export async function* anomalyEvents(
  project: Project,
  asked?: readonly (TableRef | Table)[],
  signal?: AbortSignal,
  now = new Date(),
  stated = false
): AsyncGenerator<AnomalyEvent, void> {
  const begun = performance.now()
  const tables = await tablesAsked(project, asked)
  const report: AnomalyReport = { tables: [], findings: [], skipped: [], seconds: 0 }
  const searched = new Map<Table, Searched>()
  const isCompared = tables.length > 1
  const made = await madeColumns(project)
  for (const [place, table] of tables.entries()) {
    if (hidesRowid(table.columns)) {
      report.skipped.push({ detector: 'rowid', table: table.ref, reason: HIDDEN_ROWS })
      continue
    }
    const step: Step = (share, fr, en) => progress(table, fr, en, place + share, tables.length)
    const before = stated ? null : toldBefore(project, table, now)
    const one = yield* searchTable(project, table, { signal, now, stated, before, isCompared, made, step })
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
  const meetings = meetingsOf(contexts)
  const [first] = tables
  if (first) report.skipped.push(...tooMany(meetings, first.ref))
  for (const [detector, together] of [
    [BETWEEN_TABLES, betweenTables(meetings.slice(0, MOST_MEETINGS))],
    [DRIFT, driftOf(project, [...searched.keys()], signal)]
  ] as const)
    try {
      for await (const finding of together) {
        if (isOnMade(finding, made)) continue
        report.findings.push(finding)
        yield { type: 'finding', finding }
      }
    } catch (error) {
      throwIfCancelled(signal)
      if (first) report.skipped.push({ detector, table: first.ref, reason: toErrorData(error).message })
    }
  // One known again and compared with none tells nothing new: what it told beside other tables stays.
  if (!stated)
    for (const [table, { context, told }] of searched)
      if (context) rememberFindings(project, table, { findings: report.findings, told, now })
  report.findings.sort(worstFirst)
  report.seconds = Math.round(performance.now() - begun) / 1000
  yield { type: 'done', result: report }
}

/** An anomaly is rows that can be opened, marked and repaired: it cannot be told where these have no place. */
const HIDDEN_ROWS: LocalizedText = {
  fr: 'Une colonne de la table s’appelle « rowid », comme la place des lignes dans la base, qu’elle cache : rien n’y est cherché. Dans Préparer, calculez-en une colonne d’un autre nom, puis retirez-la.',
  en: 'A column of the table is called “rowid”, as the place of rows in the database, which it hides: nothing is looked for. In Prepare, compute a column of another name from it, then drop it.'
}

function progress(table: Table, fr: string, en: string, done: number, total: number): AnomalyEvent {
  return {
    type: 'progress',
    progress: { step: { fr: `« ${table.ref.name} » : ${fr}`, en: `“${table.ref.name}”: ${en}` }, done, total }
  }
}
