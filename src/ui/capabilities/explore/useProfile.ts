import { useEffect, useRef, useState } from 'react'
import type { ColumnProfile, Depth, Filter, Progress, TableInfo, TableProfile } from '../../../contract'
import { api, isCancelled } from '../../client'

export type ProfileState = {
  columns: ColumnProfile[]
  progress: Progress | null
  result: TableProfile | null
  error: unknown
  stopped: boolean
  cancel: () => void
  restart: () => void
}

type Read = Pick<ProfileState, 'columns' | 'progress' | 'result' | 'error' | 'stopped'>
const NOTHING: Read = { columns: [], progress: null, result: null, error: null, stopped: false }

/** Tables of more rows are shown by a sample first, so that their columns are there at once. */
const PREVIEWED_ROWS = 500_000

/** The profile of the rows that a filter keeps of a table as it comes in, column by column; read again when these rows change. */
export function useProfile(table: TableInfo, depth: Depth, filter: Filter): ProfileState {
  const [turn, setTurn] = useState(0)
  const [read, setRead] = useState<Read>(NOTHING)
  const abort = useRef<AbortController | null>(null)
  const { schema, name } = table.ref
  const conditions = JSON.stringify(filter)
  useEffect(() => {
    const running = new AbortController()
    abort.current = running
    let known: Read = NOTHING
    const show = (part: Partial<Read>): void => {
      known = { ...known, ...part }
      if (abort.current === running) setRead(known)
    }
    show({})
    const asked = { table: { schema, name }, filter: JSON.parse(conditions) as Filter }
    void follow(asked, depth, table.rows > PREVIEWED_ROWS, running.signal, show)
    return () => {
      // A profile that is left is stopped without a word.
      abort.current = null
      running.abort()
    }
  }, [schema, name, table.fingerprint, table.rows, depth, conditions, turn])
  return { ...read, cancel: () => abort.current?.abort(), restart: () => setTurn(turn + 1) }
}

async function follow(
  asked: { table: TableInfo['ref']; filter: Filter },
  depth: Depth,
  previewed: boolean,
  signal: AbortSignal,
  show: (part: Partial<Read>) => void
): Promise<void> {
  const columns: ColumnProfile[] = []
  const take = (column: ColumnProfile): void => {
    columns[column.position] = column
    show({ columns: [...columns] })
  }
  try {
    if (previewed && depth !== 'instant')
      for await (const event of await api.profile.table({ ...asked, depth: 'instant' }, { signal }))
        if (event.type === 'column') take(event.column)
    for await (const event of await api.profile.table({ ...asked, depth }, { signal })) {
      if (event.type === 'progress') show({ progress: event.progress })
      if (event.type === 'column') take(event.column)
      if (event.type === 'done') show({ result: event.result, columns: event.result.columns, progress: null })
    }
  } catch (error) {
    if (signal.aborted || isCancelled(error)) show({ stopped: true, progress: null })
    else show({ error, progress: null })
  }
}
