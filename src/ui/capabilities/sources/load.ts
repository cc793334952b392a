import { create } from 'zustand'
import type { ImportResult, LocalizedText, Sniff } from '../../../contract'
import { followEvents, runJob } from '../../app/jobs'
import { refreshProject } from '../../app/project'
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

/** What the sources screen shows of the load in progress or just ended. */
export const useLoad = create<LoadState>(() => ({ preview: null, failures: [], error: null }))

/** Sends files and loads each as a table; first rows are shown as soon as the first slice has arrived. */
export async function loadFiles(files: readonly File[]): Promise<void> {
  const first = files[0]
  if (!first) return
  useLoad.setState({ preview: null, failures: [], error: null })
  const label = translate(text, 'loadJob', { count: files.length, name: visibleText(first.name, 80) })
  try {
    const result = await runJob<ImportResult>(label, async (signal, onProgress) => {
      const total = files.reduce((sum, file) => sum + file.size, 0)
      let before = 0
      const sent = []
      for (const file of files) {
        const id = crypto.randomUUID()
        const step = sendingStep(file.name)
        let sniffed = false
        onProgress({ step, done: before, total })
        const origin = await uploadFile(file, {
          id,
          signal,
          onProgress: (done) => {
            onProgress({ step, done: before + done, total })
            if (!sniffed && file === first) void showFirstRows(id, file.name, signal)
            sniffed = true
          }
        })
        before += file.size
        sent.push({ origin, name: file.name })
      }
      return followEvents(await api.sources.import({ files: sent }, { signal }), onProgress)
    })
    useLoad.setState({ failures: result.failed })
  } catch (error) {
    if (!isCancelled(error)) useLoad.setState({ error })
  }
  useLoad.setState({ preview: null })
  await refreshProject()
}

async function showFirstRows(id: string, name: string, signal: AbortSignal): Promise<void> {
  try {
    const sniff = await api.sources.sniff({ origin: { kind: 'upload', id }, name }, { signal })
    if (!signal.aborted) useLoad.setState({ preview: { name, sniff } })
  } catch {
    // the preview is a comfort: what is wrong with the file is told by the load itself
  }
}

function sendingStep(name: string): LocalizedText {
  const shown = visibleText(name, 80)
  return { fr: `Envoi de ${shown}`, en: `Sending ${shown}` }
}
