import type { Progress } from '../../../../contract'
import { api, isCancelled, uploadFile } from '../../../client'
import { visibleText } from '../../../parts'
import { type ChosenFile, lookAgain, withFile, withLook } from './draft'
import { bytesOf, isExpected } from './plan'
import { recogniseTables } from './recognising'
import { lookAtTables } from './sniffing'
import { changeDraft, onImportEnd, useImport } from './store'

const LANES = 2
/** Milliseconds for which first rows may hold up the rest of their file. */
const MOST_WAITED = 1_000

type Sending = { id: string; file: File }

let waiting: Sending[] = []
const running = new Map<string, AbortController>()
const looking = new Map<string, AbortController>()

onImportEnd(() => {
  waiting = []
  for (const abort of [...running.values(), ...looking.values()]) abort.abort()
  running.clear()
  looking.clear()
})

/** Sends files behind the scenes, the first one first, then by size, and looks into each once its beginning is there. */
export function sendFiles(files: readonly Sending[]): void {
  const [first, ...others] = [...waiting, ...files]
  waiting = first ? [first, ...others.sort((a, b) => a.file.size - b.file.size)] : []
  fillLanes()
}

/** Looks into a file that the engine can read as it stands. */
export async function lookInto(id: string): Promise<void> {
  const file = fileOf(id)
  if (!file) return
  const abort = new AbortController()
  looking.set(id, abort)
  try {
    const look = await api.sources.look(
      { origin: file.origin, name: file.name, complete: file.complete },
      { signal: abort.signal }
    )
    // What waits for the last bytes is asked again when they are there.
    if (look.waits && fileOf(id)?.complete && !file.complete) return await lookInto(id)
    changeDraft((draft) => withLook(draft, id, look))
    lookAtTables()
    recogniseTables()
  } catch (error) {
    if (!isCancelled(error)) changeDraft((draft) => withFile(draft, id, { error }))
  } finally {
    if (looking.get(id) === abort) looking.delete(id)
  }
}

/** Stops sending a file and throws away what has come of it. */
export function stopSending(id: string): void {
  waiting = waiting.filter((one) => one.id !== id)
  for (const calls of [running, looking]) {
    calls.get(id)?.abort()
    calls.delete(id)
  }
  void discardUploads([id])
  fillLanes()
}

/** Waits until everything chosen was sent and its tables are told, was refused, or is no longer wanted. */
export async function everythingSent(signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<void> {
  const check = (): boolean => {
    const { draft } = useImport.getState()
    if (!draft || signal.aborted) return true
    const awaited = draft.files.find((file) => isExpected(file) || (!file.complete && file.error === null))
    if (awaited) onProgress({ step: sendingStep(awaited.name), ...bytesOf(draft), unit: 'bytes' })
    return !awaited
  }
  if (check()) return
  await new Promise<void>((resolve) => {
    const stop = useImport.subscribe(() => {
      if (!check()) return
      stop()
      resolve()
    })
    signal.addEventListener('abort', () => (stop(), resolve()), { once: true })
  })
}

/** Throws away uploads; what fails here is swept away with the working directory when the project closes. */
export async function discardUploads(uploads: readonly string[]): Promise<void> {
  if (uploads.length) await api.sources.discard({ uploads: [...uploads], deliveries: [] }).catch(() => {})
}

function fillLanes(): void {
  while (running.size < LANES && waiting.length) {
    const next = waiting.shift()
    if (next) void send(next)
  }
}

async function send({ id, file }: Sending): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  let slices = 0
  try {
    await uploadFile(file, {
      id,
      signal: abort.signal,
      onProgress: async (sent) => {
        changeDraft((draft) => withFile(draft, id, { sent, complete: sent >= file.size }))
        if (slices++ > 0) return
        void lookInto(id)
        if (sent < file.size) await firstRows(id)
      }
    })
    if (slices > 1) {
      const look = fileOf(id)?.look
      if (!look || look.waits) await lookInto(id)
      else {
        changeDraft((draft) => lookAgain(draft, id))
        lookAtTables()
        recogniseTables()
      }
    }
  } catch (error) {
    if (abort.signal.aborted) void discardUploads([id])
    else changeDraft((draft) => withFile(draft, id, { error }))
  } finally {
    if (running.get(id) === abort) running.delete(id)
    fillLanes()
  }
}

/** Waits until the file's first rows are shown, or cannot be yet: they come sooner while nothing else is sent. */
async function firstRows(id: string): Promise<void> {
  const shown = (): boolean => {
    const { draft } = useImport.getState()
    const file = fileOf(id)
    const seen = draft?.tables.some((table) => table.file === id && table.seen !== null)
    return !file || file.error !== null || Boolean(file.look?.waits) || Boolean(seen)
  }
  await new Promise<void>((resolve) => {
    const stop = useImport.subscribe(() => shown() && done())
    const timer = setTimeout(() => done(), MOST_WAITED)
    const done = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    if (shown()) done()
  })
}

function fileOf(id: string): ChosenFile | undefined {
  return useImport.getState().draft?.files.find((file) => file.id === id)
}

function sendingStep(name: string): Progress['step'] {
  const shown = visibleText(name, 80)
  return { fr: `Envoi de « ${shown} »`, en: `Sending “${shown}”` }
}
