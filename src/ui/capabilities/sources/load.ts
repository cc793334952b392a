import { create } from 'zustand'
import type { FileOrigin, ImportResult, LocalizedText, Progress, Sniff } from '../../../contract'
import { followEvents, runJob } from '../../app/jobs'
import { refreshProject } from '../../app/project'
import { onProjectChange } from '../../app/project-change'
import { api, isCancelled, uploadFile } from '../../client'
import { translate, visibleText } from '../../parts'
import { text } from './text'

export type Failure = { file: string; message: LocalizedText; hint: LocalizedText | null }

type LoadState = {
  /** First rows of the file being loaded. */
  preview: { name: string; sniff: Sniff } | null
  /** Files of the last load that could not be taken; the others were. */
  failures: readonly Failure[]
  error: unknown
}

const NOTHING: LoadState = { preview: null, failures: [], error: null }

/** What the sources screen shows of the load in progress or just ended. */
export const useLoad = create<LoadState>(() => NOTHING)

onProjectChange(() => useLoad.setState(NOTHING))

type NamedOrigin = { origin: FileOrigin; name: string }
type OnProgress = (progress: Progress) => void

/** Sends files and loads each as a table; first rows are shown as soon as the first slice has arrived. */
export async function loadFiles(files: readonly File[]): Promise<void> {
  await load(
    files.map(({ name }) => name),
    async (signal, onProgress) => sendAll(files, signal, onProgress)
  )
}

/** Loads files that the host's own dialog chose; they are read where they lie. */
export async function loadPaths(paths: readonly string[]): Promise<void> {
  const files = paths.map((path): NamedOrigin => ({
    origin: { kind: 'path', path },
    name: path.split(/[/\\]/).at(-1) ?? path
  }))
  await load(
    files.map(({ name }) => name),
    async (signal) => {
      if (files[0]) void showFirstRows(files[0], signal)
      return files
    }
  )
}

async function load(
  names: readonly string[],
  gather: (signal: AbortSignal, onProgress: OnProgress) => Promise<NamedOrigin[]>
): Promise<void> {
  if (names.length === 0) return
  useLoad.setState(NOTHING)
  const label = translate(text, 'loadJob', { count: names.length, name: visibleText(names[0] ?? '', 80) })
  try {
    const result = await runJob<ImportResult>(label, async (signal, onProgress) => {
      const files = await gather(signal, onProgress)
      try {
        return await followEvents(await api.sources.import({ files }, { signal }), onProgress)
      } catch (error) {
        await discard(files.flatMap(({ origin }) => (origin.kind === 'upload' ? [origin.id] : [])))
        throw error
      }
    })
    useLoad.setState({ failures: result.failed })
  } catch (error) {
    if (!isCancelled(error)) useLoad.setState({ error })
  }
  useLoad.setState({ preview: null })
  await refreshProject()
}

/** Sends every file; where that ends early, what was sent is thrown away. */
async function sendAll(files: readonly File[], signal: AbortSignal, onProgress: OnProgress): Promise<NamedOrigin[]> {
  const uploads = files.map(() => crypto.randomUUID())
  try {
    return await sendEach(files, uploads, signal, onProgress)
  } catch (error) {
    await discard(uploads)
    throw error
  }
}

async function discard(uploads: string[]): Promise<void> {
  // What fails here is swept away with the working directory when the project closes.
  if (uploads.length) await api.sources.discard({ uploads }).catch(() => {})
}

async function sendEach(
  files: readonly File[],
  uploads: readonly string[],
  signal: AbortSignal,
  onProgress: OnProgress
): Promise<NamedOrigin[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const sent: NamedOrigin[] = []
  let before = 0
  for (const [place, file] of files.entries()) {
    const id = uploads[place] ?? crypto.randomUUID()
    const step = sendingStep(file.name)
    let sniffed = file !== files[0]
    onProgress({ step, done: before, total })
    const origin = await uploadFile(file, {
      id,
      signal,
      onProgress: (done) => {
        onProgress({ step, done: before + done, total })
        if (!sniffed) void showFirstRows({ origin: { kind: 'upload', id }, name: file.name }, signal)
        sniffed = true
      }
    })
    before += file.size
    sent.push({ origin, name: file.name })
  }
  return sent
}

async function showFirstRows(file: NamedOrigin, signal: AbortSignal): Promise<void> {
  try {
    const sniff = await api.sources.sniff(file, { signal })
    if (!signal.aborted) useLoad.setState({ preview: { name: file.name, sniff } })
  } catch {
    // the preview is a comfort: what is wrong with the file is told by the load itself
  }
}

function sendingStep(name: string): LocalizedText {
  const shown = visibleText(name, 80)
  return { fr: `Envoi de ${shown}`, en: `Sending ${shown}` }
}
