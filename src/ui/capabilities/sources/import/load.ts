import { create } from 'zustand'
import type { ImportResult, Source } from '../../../../contract'
import { followEvents, type JobShortfall, runJob } from '../../../app/jobs'
import { refreshProject } from '../../../app/project'
import { onProjectChange } from '../../../app/project-change'
import { setParams } from '../../../app/route'
import { api, errorData, isCancelled } from '../../../client'
import { translate, visibleText } from '../../../parts'
import { focusCancel, focusWhenLost } from '../../../app/focus'
import { type Failure, type FoundTable, type ImportDraft, keepTables } from './draft'
import { nameTogether } from './name-together'
import { keepRefused } from './refused-files'
import { fileChoices, tickedTables } from './plan'
import { recogniseTables, stopRecognising } from './recognising'
import { discardUploads, everythingSent } from './sending'
import { shapesOf, tablesMade } from './shapes'
import { holdLooks, resumeLooks } from './sniffing'
import { changeDraft, endImport, useImport } from './store'
import { text } from './text'
import { refusedOf } from './unusable'

type LoadState = {
  /** Files of the last load that could not be taken; the others were. */
  failures: readonly Failure[]
  error: unknown
  /** When the last load ended; null where there was none since an import began. */
  at: string | null
  /** The first source that the last load brought, until its report was shown. */
  landed: string | null
  /** What the last load did where the import goes on: tables loaded, those that failed, and whether it was stopped. */
  outcome: { loaded: readonly Source[]; failed: number; cancelled: boolean } | null
}

const NOTHING: LoadState = { failures: [], error: null, at: null, landed: null, outcome: null }

/** What the last load left to tell. */
export const useLoad = create<LoadState>(() => NOTHING)

onProjectChange(forgetLoad)

export function forgetLoad(): void {
  useLoad.setState(NOTHING)
}

/** What a load brought, and the tables that it could not take, by key. */
type Loaded = { sources: Source[]; missed: Map<string, Failure>; others: Failure[] }

/**
 * Loads the ticked tables of the import as it is chosen. Those that fail stay in the import with their choices, and so does
 * everything when it is stopped; what was loaded by then leaves it.
 */
export async function loadDraft(): Promise<void> {
  const { draft, loading } = useImport.getState()
  if (!draft || loading || !tickedTables(draft).length) return
  const label = loadLabel(draft)
  const startedAt = new Date().toISOString()
  useLoad.setState(NOTHING)
  useImport.setState({ loading: label })
  stopRecognising()
  focusCancel()
  try {
    const done = await runJob<Loaded>(
      label,
      async (signal, onProgress) => {
        await everythingSent(signal, onProgress)
        holdLooks()
        return loadTables(useImport.getState().draft ?? draft, signal, onProgress)
      },
      ({ sources, missed, others }) => shortfall(sources, [...missed.values(), ...others, ...refused()])
    )
    await refreshProject()
    settle(label, done)
  } catch (error) {
    await refreshProject()
    await settleStopped(label, startedAt, error)
  }
  if (useLoad.getState().landed === null) focusWhenLost('.outcome-line .button', '.import-main', '.add-main')
}

/** Loads the tables that become one, then the others, and tells by key which could not be taken. */
async function loadTables(
  draft: ImportDraft,
  signal: AbortSignal,
  onProgress: Parameters<typeof followEvents>[1]
): Promise<Loaded> {
  const alike = draft.together ? (shapesOf(draft)?.alike ?? []) : []
  const single = tickedTables(draft).filter((table) => !alike.includes(table))
  const done: Loaded = { sources: [], missed: new Map(), others: [] }
  const run = async (request: Parameters<typeof api.sources.import>[0]): Promise<ImportResult> =>
    followEvents(await api.sources.import(request, { signal }), onProgress)
  if (alike.length) {
    const name = nameTogether(draft, alike).trim()
    const together = { fileColumn: draft.fileColumn, ...(name && { name }) }
    try {
      const { sources, failed } = await run({ files: fileChoices(draft, alike), together })
      done.sources.push(...sources)
      done.others.push(...failed)
    } catch (error) {
      // The engine takes all of them or none.
      if (signal.aborted || isCancelled(error)) throw error
      for (const { key, file } of alike) done.missed.set(key, failureOf(nameOf(draft, file), error))
    }
  }
  if (single.length) {
    const { sources, failed } = await run({ files: fileChoices(draft, single) })
    done.sources.push(...sources)
    for (const failure of failed) {
      const table = failure.place === null ? undefined : single[failure.place]
      if (table) done.missed.set(table.key, failure)
      else done.others.push(failure)
    }
  }
  return done
}

/** Ends the import, or leaves in it what could not be loaded. */
function settle(label: string, { sources, missed, others }: Loaded): void {
  const landed = sources[0]?.id ?? null
  if (landed) setParams({ source: landed }, { replace: true })
  // Another project may have been opened meanwhile, with an import of its own.
  if (useImport.getState().loading !== label) return
  const at = new Date().toISOString()
  keepRefused([...refused(), ...missed.values(), ...others], sources, at)
  if (!missed.size) {
    const uploads = uploadsOf(useImport.getState().draft)
    useLoad.setState({ failures: [...refused(), ...others], error: null, at, landed, outcome: null })
    endImport()
    void discardUploads(uploads)
    return
  }
  useLoad.setState({
    failures: [...refusedElsewhere(missed), ...others],
    error: null,
    at,
    landed,
    outcome: { loaded: sources, failed: missed.size, cancelled: false }
  })
  goOn(missed)
}

/** Brings the import back after a stop or a failure of the whole load, without what was loaded by then. */
async function settleStopped(label: string, startedAt: string, error: unknown): Promise<void> {
  const { draft, loading } = useImport.getState()
  if (!draft || loading !== label) return
  const cancelled = isCancelled(error)
  const loaded = await sourcesSince(startedAt)
  const open = stillOpen(draft, loaded)
  useLoad.setState({
    failures: [],
    error: cancelled ? null : error,
    at: new Date().toISOString(),
    landed: null,
    outcome: { loaded, failed: 0, cancelled }
  })
  goOn(new Map(open.map(({ key, failure }) => [key, failure])))
}

/** Ticked tables that were not loaded. Two files may have one name: as they load in order, the first of them came first. */
export function stillOpen(draft: ImportDraft, loaded: readonly Pick<Source, 'deliveries'>[]): FoundTable[] {
  const came = new Map<string, number>()
  for (const file of loaded.flatMap(({ deliveries }) => deliveries.flatMap(({ files }) => files)))
    came.set(fileKey(file), (came.get(fileKey(file)) ?? 0) + 1)
  return tickedTables(draft).filter(({ file, part }) => {
    const key = fileKey({ name: nameOf(draft, file), part: part.path })
    const count = came.get(key) ?? 0
    came.set(key, count - 1)
    return count <= 0
  })
}

function goOn(open: ReadonlyMap<string, Failure | null>): void {
  const before = uploadsOf(useImport.getState().draft)
  changeDraft((draft) => keepTables(draft, open))
  useImport.setState({ loading: null })
  const kept = new Set(uploadsOf(useImport.getState().draft))
  void discardUploads(before.filter((id) => !kept.has(id)))
  if (!useImport.getState().draft?.tables.length) return endImport()
  resumeLooks()
  recogniseTables()
}

async function sourcesSince(at: string): Promise<Source[]> {
  const all = await Promise.resolve(api.sources.list({})).catch(() => [])
  return all.filter(({ loadedAt }) => loadedAt >= at)
}

function fileKey({ name, part }: { name: string; part: readonly string[] }): string {
  return JSON.stringify([name, ...part])
}

function uploadsOf(draft: ImportDraft | null): string[] {
  return draft?.files.flatMap(({ origin }) => (origin.kind === 'upload' ? [origin.id] : [])) ?? []
}

/** What was refused before the load. */
function refused(): Failure[] {
  const { draft } = useImport.getState()
  return draft ? refusedOf(draft) : []
}

/** The same of files that leave the import as loaded; those that stay in it say it themselves. */
function refusedElsewhere(missed: ReadonlyMap<string, Failure>): Failure[] {
  const { draft } = useImport.getState()
  if (!draft) return []
  const open = new Set(draft.tables.flatMap(({ key, file }) => (missed.has(key) ? [file] : [])))
  return refusedOf({ ...draft, files: draft.files.filter(({ id, error }) => error === null && !open.has(id)) })
}

function shortfall(sources: readonly Source[], missed: readonly Failure[]): JobShortfall | null {
  if (!missed.length) return null
  return {
    failed: sources.length === 0,
    summary: [
      translate(text, 'jobLoaded', { count: sources.length }),
      translate(text, 'jobMissed', { count: missed.length })
    ].join(', '),
    reasons: missed
  }
}

function loadLabel(draft: ImportDraft): string {
  const tables = tickedTables(draft)
  const united = draft.together && tables.length > 1 ? nameTogether(draft, tables).trim() : ''
  return translate(text, 'loadJob', {
    count: tablesMade(draft),
    name: visibleText(united || nameOf(draft, tables[0]?.file ?? ''), 80)
  })
}

function nameOf({ files }: ImportDraft, id: string): string {
  return files.find((file) => file.id === id)?.name ?? ''
}

function failureOf(file: string, error: unknown): Failure {
  const { message, hint } = errorData(error)
  return { file, message, hint: hint ?? null }
}
