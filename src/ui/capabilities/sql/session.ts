import { create } from 'zustand'
import { onProjectChange } from '../../app/project-change'

const KEPT = 50

type SqlSession = { draft: string; run: string | null; history: readonly string[] }

const NOTHING: SqlSession = { draft: '', run: null, history: [] }

/** The SQL box of the open project: its text survives a change of screen, its history as long as the project is open. */
export const useSqlSession = create<SqlSession>(() => NOTHING)

onProjectChange(() => useSqlSession.setState(NOTHING))

/** Keeps the text being written. */
export function writeDraft(draft: string): void {
  useSqlSession.setState({ draft })
}

/** Runs the text as it stands: it goes to the head of the history. */
export function runDraft(): void {
  const { draft, history } = useSqlSession.getState()
  const sql = draft.trim()
  if (!sql) return
  useSqlSession.setState({ run: sql, history: [sql, ...history.filter((past) => past !== sql)].slice(0, KEPT) })
}
