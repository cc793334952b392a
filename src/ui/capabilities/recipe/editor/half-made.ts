import { create } from 'zustand'
import type { Step } from '../../../../contract'
import { onProjectChange } from '../../../app/project-change'
import type { Draft, FormKind } from './form'

/** A step being made or changed, and where. */
export type Editing = { kind: FormKind; before: string | null; step: Step | null }

/** `id` tells one making of a step from the next; `draft` is what is typed and chosen so far, null before anything is. */
export type HalfMade = Editing & { id: number; draft: Draft | null }

/** The step that is being made of each table: it stays while the user looks elsewhere, as long as the project is open. */
const useHalfMades = create<{ byTable: ReadonlyMap<string, HalfMade> }>(() => ({ byTable: new Map() }))

onProjectChange(() => useHalfMades.setState({ byTable: new Map() }))

export function useHalfMade(table: string): HalfMade | null {
  return useHalfMades(({ byTable }) => byTable.get(table) ?? null)
}

let made = 0

/** Begins a step of a table in the place of the one being made; null ends it. */
export function edit(table: string, editing: Editing | null): void {
  useHalfMades.setState(({ byTable }) => {
    const others = new Map(byTable)
    if (editing) others.set(table, { ...editing, id: ++made, draft: null })
    else others.delete(table)
    return { byTable: others }
  })
}

/** Ends the making of a step, and answers false where another one was begun meanwhile, which goes on. */
export function endEdit(table: string, id: number): boolean {
  const isLast = useHalfMades.getState().byTable.get(table)?.id === id
  if (isLast) edit(table, null)
  return isLast
}

/** Changes what is typed and chosen; `first` is what a form begins with. */
export function changeHalfMade(table: string, first: Draft, changed: Draft): void {
  useHalfMades.setState(({ byTable }) => {
    const half = byTable.get(table)
    if (!half) return { byTable }
    return { byTable: new Map(byTable).set(table, { ...half, draft: { ...(half.draft ?? first), ...changed } }) }
  })
}
