import { useEffect } from 'react'
import { create } from 'zustand'
import { onProjectChange } from './project-change'

/** What the status line says of the screen: short texts, left to right; null says nothing. */
export type StatusFacts = {
  table?: string | null
  rows?: string | null
  filter?: string | null
  selection?: string | null
}

export const useStatusFacts = create<StatusFacts>(() => ({}))

onProjectChange(wipe)

/** Writes facts in the status line; others stay. */
export function setStatus(facts: StatusFacts): void {
  useStatusFacts.setState(facts)
}

/** Wipes the status line when the screen goes away. */
export function useOwnStatus(): void {
  useEffect(() => wipe, [])
}

function wipe(): void {
  useStatusFacts.setState({ table: null, rows: null, filter: null, selection: null })
}
