import { api } from '../../../client'
import { type FoundTable, withKnown } from './draft'
import { changeDraft, onImportEnd, useImport } from './store'

const PAUSE = 800
/** Tables that one question may name. */
const MOST = 1_000

let pause: ReturnType<typeof setTimeout> | undefined
let running: AbortController | null = null

onImportEnd(stopRecognising)

/** Finds out, shortly, which tables are in the project already or stand twice in the list: said, never in the way. */
export function recogniseTables(): void {
  clearTimeout(pause)
  pause = setTimeout(() => void recognise(), PAUSE)
}

/** Asks no more: while tables are loaded they are in the project already, which is no news. */
export function stopRecognising(): void {
  clearTimeout(pause)
  running?.abort()
}

async function recognise(): Promise<void> {
  const { draft, loading } = useImport.getState()
  if (!draft || loading !== null) return
  const files = new Map(draft.files.map((file) => [file.id, file]))
  const asked = draft.tables
    .flatMap((table) => {
      const file = files.get(table.file)
      return file?.complete && file.error === null ? [{ table, file }] : []
    })
    .slice(0, MOST)
  if (!asked.length) return
  running?.abort()
  running = new AbortController()
  const { signal } = running
  try {
    const told = await api.sources.recognise(
      { tables: asked.map(({ table, file }) => ({ origin: file.origin, name: file.name, part: table.part.path })) },
      { signal }
    )
    if (signal.aborted) return
    const known = new Map<string, FoundTable['known']>()
    for (const [place, { loaded, twin }] of told.entries()) {
      const own = asked[place]
      if (!own) continue
      const name = twin === null ? null : (asked[twin]?.file.name ?? null)
      known.set(own.table.key, loaded || name !== null ? { loaded, twin: name } : null)
    }
    changeDraft((before) => withKnown(before, known))
  } catch {
    // Only advice: the list is complete without it.
  }
}
