import { availableParallelism } from 'node:os'
import type { Anomaly, AnomalyEvent, AnomalyReport, LocalizedText, TableProfile } from '../../contract'
import { throwIfCancelled, toErrorData } from '../errors'
import { profileEvents } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import { bareContext } from './bare-context'
import { calibrated } from './calibration'
import type { Detector, DetectorContext } from './detector'
import { DETECTORS } from './detectors'
import { signed } from './finding'
import type { Told } from './found'
import { isOnMade } from './made-columns'
import { sampleOf } from './sample'
import { sideBySide } from './side-by-side'
import { countTexts } from './texts'
import { toldOnce } from './once'
import { unreadCells } from './unread'
import { writtenColumns } from './written'

/** Rows of a table that one core reads at a time: a query over fewer leaves the other cores idle. */
const ROWS_A_CORE = 122_880
/** Detectors at work at once, whatever the cores: each may hold copies of columns. */
const MOST_AT_ONCE = 4

/** What one table tells by itself, and what the search between tables needs of it. */
export interface Searched {
  context: DetectorContext | null
  told: Told
}

interface SearchOptions {
  signal?: AbortSignal
  now: Date
  stated: boolean
  before: Told | null
  /** Whether it is compared with other tables after. */
  isCompared: boolean
  /** Columns that the program added, by table. */
  made: ReadonlyMap<string, string>
  step: Step
}

/** Tells how far the search of the table is, from 0 to 1, and at what. */
export type Step = (share: number, fr: string, en: string) => AnomalyEvent

/**
 * Searches one table with every detector; findings come as they are found. A detector that fails is named; the others go on.
 * What the table told `before`, as it is now, is told again without a search.
 */
export async function* searchTable(
  project: Project,
  table: Table,
  { signal, now, stated, before, isCompared, made, step }: SearchOptions
): AsyncGenerator<AnomalyEvent, Searched> {
  for (const finding of before?.findings ?? []) yield { type: 'finding', finding }
  // Known again, and compared with no other table: nothing is left to ask of it.
  if (before && !isCompared) return { context: null, told: before }
  // The profile is about half of the work.
  const profile = yield* profiled(project, table, (share, fr, en) => step(share / 2, fr, en), signal)
  if (before) return { context: bareContext(project, table, profile, now, signal), told: before }
  const own = new AbortController()
  const stop = signal ? AbortSignal.any([signal, own.signal]) : own.signal
  const unread = await unreadCells(project, table, profile.columns, stop)
  const texts = await countTexts(project, await writtenColumns(project, table), profile.columns, stop)
  const sample = sampleOf(project, table, stop)
  const bare = bareContext(project, table, profile, now, stop)
  const context = { ...bare, unread, written: texts.written, sample: sample.take }
  const findings: Anomaly[] = []
  const skipped: AnomalyReport['skipped'] = []
  const attempts = DETECTORS.map((detector) => attempt(detector, context))
  let begun = 0
  try {
    for await (const heard of sideBySide(attempts, detectorsAtOnce(table), () => own.abort())) {
      if (heard.type === 'begun') yield step(0.5 + begun++ / DETECTORS.length / 2, heard.title.fr, heard.title.en)
      if (heard.type === 'failed') skipped.push({ detector: heard.detector, table: table.ref, reason: heard.reason })
      if (heard.type !== 'found' || isOnMade(heard.finding, made)) continue
      const finding = stated ? heard.finding : { ...heard.finding, confidence: confidenceOf(heard.finding) }
      findings.push(finding)
      yield { type: 'finding', finding }
    }
  } finally {
    await texts.drop()
    await sample.drop()
  }
  const once = stated ? findings : await toldOnce(bare.rows, findings, stop)
  return { context: bare, told: { findings: once, skipped } }
}

async function* profiled(
  project: Project,
  table: Table,
  step: Step,
  signal?: AbortSignal
): AsyncGenerator<AnomalyEvent, TableProfile> {
  for await (const event of profileEvents(project, table, { signal })) {
    if (event.type === 'done') return event.result
    if (event.type !== 'progress') continue
    const { done, total, step: at } = event.progress
    yield step(done / (total ?? 1), at.fr, at.en)
  }
  throw new Error('a profile ended without a result')
}

type Heard =
  | { type: 'begun'; title: Detector['title'] }
  | { type: 'found'; finding: Anomaly }
  | { type: 'failed'; detector: string; reason: LocalizedText }

async function* attempt(detector: Detector, context: DetectorContext): AsyncGenerator<Heard, void> {
  throwIfCancelled(context.signal)
  yield { type: 'begun', title: detector.title }
  try {
    for await (const finding of signed(detector.name, detector.detect(context))) yield { type: 'found', finding }
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
