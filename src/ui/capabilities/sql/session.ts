import { create } from 'zustand'

const KEPT = 50

/** The SQL box of this session: its text survives a change of screen, its history a session. */
export const useSqlSession = create<{ draft: string; run: string | null; history: readonly string[] }>(() => ({
  draft: '',
  run: null,
  history: []
}))

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
