import { create } from 'zustand'
import type { QueryPlan, RowSource } from '../../../contract'
import { onProjectChange } from '../../app/project-change'
import { queryClient } from '../../app/queries'
import { api, ChantierError, errorData, isCancelled } from '../../client'
import { tellLook } from '../exploration'
import { placeInWhole } from './error-place'

/** A query that was asked for: where its text stands in the editor, and what came of it. */
export type Run = {
  sql: string
  /** What stood ahead of it in what was written. */
  before: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  startedAt: number
  milliseconds: number | null
  rows: number | null
  columns: number | null
  error: unknown
  cancel: () => void
}

/** A plan that was asked for; `measured` where the query was run for it. */
export type Plan = {
  sql: string
  before: string
  measured: boolean
  state: 'running' | 'done' | 'failed' | 'cancelled'
  startedAt: number
  plan: QueryPlan | null
  error: unknown
  cancel: () => void
}

type SqlSession = { draft: string; run: Run | null; plan: Plan | null; shown: 'rows' | 'plan' }

const NOTHING: SqlSession = { draft: '', run: null, plan: null, shown: 'rows' }

/** The SQL box of the open project: its text and answer survive a change of screen. */
export const useSqlSession = create<SqlSession>(() => NOTHING)

onProjectChange(() => {
  const { run, plan } = useSqlSession.getState()
  run?.cancel()
  plan?.cancel()
  useSqlSession.setState(NOTHING)
})

/** Keeps the text being written. */
export function writeDraft(draft: string): void {
  useSqlSession.setState({ draft })
}

export function showAnswer(shown: SqlSession['shown']): void {
  useSqlSession.setState({ shown })
}

/** The rows of a query, for the grid. */
export function rowsOf(sql: string): RowSource {
  return { kind: 'query', sql }
}

/** What is asked for when nothing is selected is all of it; white space around it is left off. */
function asked(text: string, offset: number): { sql: string; before: string } | null {
  const sql = text.trim()
  const { draft } = useSqlSession.getState()
  return sql ? { sql, before: draft.slice(0, offset + text.length - text.trimStart().length) } : null
}

/** A failure of a part of what was written, its place told in the whole. */
function told(error: unknown, before: string): unknown {
  const data = errorData(error)
  return data.place && before ? new ChantierError({ ...data, place: placeInWhole(data.place, before) }) : error
}

/** Runs a text that begins at `offset` of the draft; what ran before it is stopped. */
export async function runText(text: string, offset = 0): Promise<void> {
  const query = asked(text, offset)
  if (!query) return
  useSqlSession.getState().run?.cancel()
  const stop = new AbortController()
  const run: Run = {
    ...query,
    state: 'running',
    startedAt: Date.now(),
    milliseconds: null,
    rows: null,
    columns: null,
    error: null,
    cancel: () => stop.abort()
  }
  const settle = (part: Partial<Run>): void => {
    const { run: present } = useSqlSession.getState()
    if (present?.cancel === run.cancel) useSqlSession.setState({ run: { ...present, ...part } })
  }
  useSqlSession.setState({ run, shown: 'rows' })
  try {
    const { milliseconds, ...shape } = await api.queries.run({ sql: query.sql }, { signal: stop.signal })
    // The grid finds it here: the query is not run again for it.
    queryClient.setQueryData(['shape', JSON.stringify(rowsOf(query.sql))], shape)
    settle({ state: 'done', milliseconds, rows: shape.rows, columns: shape.columns.length })
    tellLook({ kind: 'query', sql: query.sql })
  } catch (error) {
    settle({
      state: stop.signal.aborted || isCancelled(error) ? 'cancelled' : 'failed',
      milliseconds: Date.now() - run.startedAt,
      error: told(error, run.before)
    })
  }
  void queryClient.invalidateQueries({ queryKey: ['queries', 'history'] })
}

/** Asks for the plan of a text; `measured` runs it. */
export async function explainText(text: string, offset: number, measured: boolean): Promise<void> {
  const query = asked(text, offset)
  if (!query) return
  useSqlSession.getState().plan?.cancel()
  const stop = new AbortController()
  const plan: Plan = {
    ...query,
    measured,
    state: 'running',
    startedAt: Date.now(),
    plan: null,
    error: null,
    cancel: () => stop.abort()
  }
  const settle = (part: Partial<Plan>): void => {
    const { plan: present } = useSqlSession.getState()
    if (present?.cancel === plan.cancel) useSqlSession.setState({ plan: { ...present, ...part } })
  }
  useSqlSession.setState({ plan, shown: 'plan' })
  try {
    settle({
      state: 'done',
      plan: await api.queries.explain({ sql: query.sql, analyze: measured }, { signal: stop.signal })
    })
  } catch (error) {
    settle({
      state: stop.signal.aborted || isCancelled(error) ? 'cancelled' : 'failed',
      error: told(error, plan.before)
    })
  }
}
