import type {
  Anomaly,
  AnomalyEvent,
  AnomalyReport,
  Dependency,
  LocalizedText,
  TableProfile,
  TableRef
} from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import { findDependencies, profileEvents } from '../profile'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { listTables, resolveTable, type Table } from '../tables'
import { calibrated } from './calibration'
import type { DetectorContext } from './detector'
import { DETECTORS } from './detectors'
import { driftOf } from './drift'
import { rememberFindings } from './found'
import { worstFirst } from './order'
import { betweenTables } from './pairs'
import { sampleOf } from './sample'
import { countTexts } from './texts'
import { unreadCells } from './unread'
import { writtenColumns } from './written'

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
  // The profile is about half of the work: it counts as many steps as there are detectors.
  const total = tables.length * 2 * DETECTORS.length
  let done = 0
  const contexts: DetectorContext[] = []
  for (const table of tables) {
    if (hidesRowid(table.columns)) {
      report.skipped.push({ detector: 'rowid', table: table.ref, reason: HIDDEN_ROWS })
      done += 2 * DETECTORS.length
      continue
    }
    let profile: DetectorContext['profile'] | undefined
    for await (const event of profileEvents(project, table.ref, { signal })) {
      if (event.type === 'done') profile = event.result
      if (event.type !== 'progress') continue
      const share = event.progress.done / (event.progress.total ?? 1)
      yield progress(table, event.progress.step.fr, event.progress.step.en, done + share * DETECTORS.length, total)
    }
    if (!profile) throw new Error('a profile ended without a result')
    done += DETECTORS.length
    const unread = await unreadCells(project, table, profile.columns, signal)
    const texts = await countTexts(project, await writtenColumns(project, table), profile.columns, signal)
    const sample = sampleOf(project, table, signal)
    const known = profile
    let dependencies: Promise<readonly Dependency[]> | undefined
    const context: DetectorContext = {
      table,
      profile,
      unread,
      written: texts.written,
      now,
      signal,
      rows: (sql) => project.rows(sql, { signal }),
      sample: sample.take,
      dependencies: () => (dependencies ??= dependenciesOf(project, table, known, signal))
    }
    // Tables are compared when the counts of their texts are gone.
    contexts.push({ ...context, written: new Map() })
    try {
      for (const detector of DETECTORS) {
        throwIfCancelled(signal)
        yield progress(table, detector.title.fr, detector.title.en, done++, total)
        try {
          for await (const told of detector.detect(context)) {
            const finding = stated ? told : { ...told, confidence: confidenceOf(told) }
            report.findings.push(finding)
            yield { type: 'finding', finding }
          }
        } catch (error) {
          throwIfCancelled(signal)
          report.skipped.push({ detector: detector.name, table: table.ref, reason: toErrorData(error).message })
        }
      }
    } finally {
      await texts.drop()
      await sample.drop()
    }
    report.tables.push({
      table: table.ref,
      rows: table.rows,
      columns: table.columns.length,
      fingerprint: table.fingerprint
    })
  }
  if (contexts.length > 1 && contexts.length <= MOST_PAIRED)
    try {
      for await (const finding of betweenTables(contexts)) {
        report.findings.push(finding)
        yield { type: 'finding', finding }
      }
    } catch (error) {
      throwIfCancelled(signal)
      const [first] = contexts
      if (first)
        report.skipped.push({ detector: 'between_tables', table: first.table.ref, reason: toErrorData(error).message })
    }
  try {
    for await (const finding of driftOf(project, tables, signal)) {
      report.findings.push(finding)
      yield { type: 'finding', finding }
    }
  } catch (error) {
    throwIfCancelled(signal)
    const [first] = contexts
    if (first) report.skipped.push({ detector: 'drift', table: first.table.ref, reason: toErrorData(error).message })
  }
  for (const { table } of contexts)
    rememberFindings(
      project,
      table,
      report.findings.filter(({ table: of }) => of.name === table.ref.name && of.schema === table.ref.schema)
    )
  report.findings.sort(worstFirst)
  report.seconds = Math.round(performance.now() - begun) / 1000
  yield { type: 'done', result: report }
}

/** An anomaly is rows that can be opened, marked and repaired: it cannot be told where these have no place. */
const HIDDEN_ROWS: LocalizedText = {
  fr: 'Une colonne de la table s’appelle « rowid », comme la place des lignes dans la base, qu’elle cache : rien n’y est cherché. Dans Préparer, calculez-en une colonne d’un autre nom, puis retirez-la.',
  en: 'A column of the table is called “rowid”, as the place of rows in the database, which it hides: nothing is looked for. In Prepare, compute a column of another name from it, then drop it.'
}

function confidenceOf({ detector, confidence }: Anomaly): number {
  return Math.round(100 * calibrated(detector, confidence)) / 100
}

async function dependenciesOf(
  project: Project,
  table: Table,
  { columns }: TableProfile,
  signal?: AbortSignal
): Promise<readonly Dependency[]> {
  const found = await project.database.withConnection((connection) =>
    findDependencies({ connection, table, columns, signal, onShare: () => {} }, { paired: false })
  )
  return found.found
}

function progress(table: Table, fr: string, en: string, done: number, total: number): AnomalyEvent {
  return {
    type: 'progress',
    progress: { step: { fr: `« ${table.ref.name} » : ${fr}`, en: `“${table.ref.name}”: ${en}` }, done, total }
  }
}
