import { api, isCancelled } from '../../../client'
import { type FoundTable, withSniff, withSniffError } from './draft'
import { nextToSniff } from './plan'
import { changeDraft, onImportEnd, useImport } from './store'

const LANES = 2
const PAUSE = 120

const running = new Map<string, { stamp: number; abort: AbortController }>()
let pause: ReturnType<typeof setTimeout> | undefined
let isHeld = false

onImportEnd(() => {
  holdLooks()
  isHeld = false
})

/** Looks at no table any more: the engine is loading them, and takes their files away. */
export function holdLooks(): void {
  isHeld = true
  clearTimeout(pause)
  for (const { abort } of running.values()) abort.abort()
  running.clear()
}

/** Looks again at what an import that goes on has not seen. */
export function resumeLooks(): void {
  isHeld = false
  lookAtTables()
}

/** Looks at the tables that have not been seen as they are now chosen: the one shown first, then the ticked ones. */
export function lookAtTables(): void {
  const { draft } = useImport.getState()
  if (!draft || isHeld) return
  dropStale(draft.tables)
  while (running.size < LANES) {
    const next = nextToSniff(draft, new Set(running.keys()))
    if (!next) return
    void sniff(next)
  }
}

/** The same after a short pause, for choices that may follow one another. */
export function lookAtTablesSoon(): void {
  clearTimeout(pause)
  pause = setTimeout(lookAtTables, PAUSE)
}

function dropStale(tables: readonly FoundTable[]): void {
  const stamps = new Map(tables.map(({ key, stamp }) => [key, stamp]))
  for (const [key, { stamp, abort }] of running)
    if (stamps.get(key) !== stamp) {
      abort.abort()
      running.delete(key)
    }
}

async function sniff({ key, stamp, file: id, part, choices, recall }: FoundTable): Promise<void> {
  const { draft } = useImport.getState()
  const file = draft?.files.find((one) => one.id === id)
  if (!file) return
  const abort = new AbortController()
  running.set(key, { stamp, abort })
  try {
    // Choices that are given, be they none, keep the engine from taking over earlier ones.
    const answer = await api.sources.sniff(
      {
        origin: file.origin,
        name: file.name,
        part: part.path,
        recall,
        ...(!recall && { choices }),
        source: draft?.delivery?.source,
        loads: true
      },
      { signal: abort.signal }
    )
    if (!abort.signal.aborted) changeDraft((draft) => withSniff(draft, key, stamp, answer))
  } catch (error) {
    if (!abort.signal.aborted && !isCancelled(error)) changeDraft((draft) => withSniffError(draft, key, stamp, error))
  } finally {
    if (running.get(key)?.abort === abort) running.delete(key)
    lookAtTables()
  }
}
