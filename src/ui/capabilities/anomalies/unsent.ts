import { create } from 'zustand'
import { onProjectChange } from '../../app/project-change'

/** Words that a decision takes and that wait to be sent. */
export type Words = 'comment' | 'reason'

const useUnsentWords = create<Readonly<Record<string, string>>>(() => ({}))

onProjectChange(() => useUnsentWords.setState({}, true))

/**
 * What was typed about some anomalies and not sent, and how to change it: it stays while the user looks elsewhere. What is said of
 * several at once waits for whichever are chosen together.
 */
export function useUnsent(what: Words, ids: readonly string[]): [string, (typed: string) => void] {
  const [only, another] = ids
  const key = JSON.stringify([what, another === undefined ? (only ?? null) : null])
  return [useUnsentWords((all) => all[key] ?? ''), (typed) => useUnsentWords.setState({ [key]: typed })]
}
