import { availableParallelism } from 'node:os'
import type { Anomaly, AnomalyEvent, AnomalyReport, Dependency, LocalizedText, TableProfile } from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import { findDependencies, profileEvents } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { calibrated } from './calibration'
import type { Detector, DetectorContext } from './detector'
import { DETECTORS } from './detectors'
import { sampleOf } from './sample'
import { sideBySide } from './side-by-side'
import { countTexts } from './texts'
import { unreadCells } from './unread'
import { writtenColumns } from './written'

/** Rows of a table that one core reads at a time: a query over fewer leaves the other cores idle. */
const ROWS_A_CORE = 122_880
/** Detectors at work at once, whatever the cores: each may hold copies of columns. */
const MOST_AT_ONCE = 4

/** What one table tells by itself, and what the search between tables needs of it. */
export interface Searched {
  context: DetectorContext
  findings: readonly Anomaly[]
  skipped: AnomalyReport['skipped']
}

/** Tells how far the search of the table is, from 0 to 1, and at what. */
export type Step = (share: number, fr: string, en: string) => AnomalyEvent

/** Searches one table with every detector; findings come as they are found. A detector that fails is named; the others go on. */
export async function* searchTable(
  project: Project,
  table: Table,
  { signal, now, stated, step }: { signal?: AbortSignal; now: Date; stated: boolean; step: Step }
): AsyncGenerator<AnomalyEvent, Searched> {
  // The profile is about half of the work.
  const profile = yield* profiled(project, table, (share, fr, en) => step(share / 2, fr, en), signal)
  const own = new AbortController()
  const stop = signal ? AbortSignal.any([signal, own.signal]) : own.signal
  const unread = await unreadCells(project, table, profile.columns, stop)
  const texts = await countTexts(project, await writtenColumns(project, table), profile.columns, stop)
  const sample = sampleOf(project, table, stop)
  let dependencies: Promise<readonly Dependency[]> | undefined
  const context: DetectorContext = {
    table,
    profile,
    unread,
    written: texts.written,
    now,
    signal: stop,
    rows: (sql) => project.rows(sql, { signal: stop }),
    sample: sample.take,
    dependencies: () => (dependencies ??= dependenciesOf(project, table, profile, stop))
  }
  const findings: Anomaly[] = []
  const skipped: AnomalyReport['skipped'] = []
  const attempts = DETECTORS.map((detector) => attempt(detector, context))
  let begun = 0
  try {
    for await (const told of sideBySide(attempts, detectorsAtOnce(table), () => own.abort())) {
      if (told.type === 'begun') yield step(0.5 + begun++ / DETECTORS.length / 2, told.title.fr, told.title.en)
      if (told.type === 'failed') skipped.push({ detector: told.detector, table: table.ref, reason: told.reason })
      if (told.type !== 'found') continue
      const finding = stated ? told.finding : { ...told.finding, confidence: confidenceOf(told.finding) }
      findings.push(finding)
      yield { type: 'finding', finding }
    }
  } finally {
    await texts.drop()
    await sample.drop()
  }
  // Tables are compared when the counts of their texts are gone.
  return { context: { ...context, written: new Map() }, findings, skipped }
}

async function* profiled(
  project: Project,
  table: Table,
  step: Step,
  signal?: AbortSignal
): AsyncGenerator<AnomalyEvent, TableProfile> {
  for await (const event of profileEvents(project, table.ref, { signal })) {
    if (event.type === 'done') return event.result
    if (event.type !== 'progress') continue
    const { done, total, step: at } = event.progress
    yield step(done / (total ?? 1), at.fr, at.en)
  }
  throw new Error('a profile ended without a result')
}

type Told =
  | { type: 'begun'; title: Detector['title'] }
  | { type: 'found'; finding: Anomaly }
  | { type: 'failed'; detector: string; reason: LocalizedText }

async function* attempt(detector: Detector, context: DetectorContext): AsyncGenerator<Told, void> {
  throwIfCancelled(context.signal)
  yield { type: 'begun', title: detector.title }
  try {
    for await (const finding of detector.detect(context)) yield { type: 'found', finding }
  } catch (error) {
    throwIfCancelled(context.signal)
    yield { type: 'failed', detector: detector.name, reason: toErrorData(error).message }
  }
}

/** As many as there are cores that a query of this table leaves idle. */
function detectorsAtOnce({ rows }: Table): number {
  const busy = Math.max(1, Math.ceil(rows / ROWS_A_CORE))
  return Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(availableParallelism() / busy)))
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
