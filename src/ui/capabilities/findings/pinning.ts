import { create } from 'zustand'
import type { Evidence, Finding, PinRequest } from '../../../contract'
import { onProjectChange } from '../../app/project-change'

/** What the screen knows of a figure beyond its evidence: its kind, its unit, its interval, a title to propose. */
export type PinHints = Pick<PinRequest, 'kind' | 'unit' | 'interval' | 'text'> & {
  title?: string
  /** True for a query that the user wrote: no filter is put into it. */
  isWritten?: boolean
  /** The accepted anomaly that the finding is made of. */
  anomaly?: string
}

/** What the dialog is about: a figure to pin, or a finding whose words are edited. */
export type PinSubject =
  | { kind: 'pin'; evidence: Evidence; figure: string | null; hints: PinHints | null }
  | { kind: 'edit'; finding: Finding }

export const usePinning = create<{ subject: PinSubject | null }>(() => ({ subject: null }))

onProjectChange(closePinning)

// By the object itself: the evidence panel hands back the very evidence that a screen opened.
const hinted = new WeakMap<Evidence, PinHints>()

/** Tells how an evidence is to be pinned, for the button of the evidence panel; answers the evidence. */
export function withPinHints(evidence: Evidence, hints: PinHints): Evidence {
  hinted.set(evidence, hints)
  return evidence
}

/** Opens the dialog that pins a figure. `figure` is the figure as it was read. */
export function askToPin(evidence: Evidence, figure: string | null, hints?: PinHints): void {
  usePinning.setState({ subject: { kind: 'pin', evidence, figure, hints: hints ?? hinted.get(evidence) ?? null } })
}

/** Opens the dialog that edits a finding's title and note. */
export function askToEdit(finding: Finding): void {
  usePinning.setState({ subject: { kind: 'edit', finding } })
}

export function closePinning(): void {
  usePinning.setState({ subject: null })
}
