import type { LucideIcon } from 'lucide-react'
import { create } from 'zustand'
import type { Evidence, LocalizedText } from '../../contract'

/** Something that can be done with a piece of evidence, e.g. pin it as a finding. */
export type EvidenceAction = {
  id: string
  label: LocalizedText
  icon: LucideIcon
  run: (evidence: Evidence, figure: string | null) => void | Promise<void>
}

type EvidenceState = {
  evidence: Evidence | null
  /** The figure as it was read where the panel was opened from. */
  figure: string | null
  actions: readonly EvidenceAction[]
  opener: HTMLElement | null
}

/** The one piece of evidence on show at the right, and what can be done with it. */
export const useEvidence = create<EvidenceState>(() => ({ evidence: null, figure: null, actions: [], opener: null }))

/** Opens the evidence panel; the focus comes back to where it was when it closes. */
export function openEvidence(evidence: Evidence, figure: string | null = null): void {
  const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
  useEvidence.setState({ evidence, figure, opener })
}

export function closeEvidence(): void {
  const { opener } = useEvidence.getState()
  useEvidence.setState({ evidence: null, figure: null, opener: null })
  if (opener?.isConnected) opener.focus()
}

/** Adds an action to the evidence panel for good; the same id again replaces it. */
export function registerEvidenceAction(action: EvidenceAction): void {
  const others = useEvidence.getState().actions.filter((other) => other.id !== action.id)
  useEvidence.setState({ actions: [...others, action] })
}
