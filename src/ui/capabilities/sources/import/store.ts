import { create } from 'zustand'
import { onProjectChange } from '../../../app/project-change'
import { EMPTY_DRAFT, type ImportDraft } from './draft'

type ImportState = {
  /** What is chosen and seen; null while no import is prepared. */
  draft: ImportDraft | null
  /** Label of the job that loads the draft; null before. */
  loading: string | null
}

const NOTHING: ImportState = { draft: null, loading: null }

/** The import being prepared: it stays while the user looks at other screens. */
export const useImport = create<ImportState>(() => NOTHING)

const endings = new Set<() => void>()

/** Tells what is to be stopped when the import ends, however it ends. */
export function onImportEnd(stop: () => void): void {
  endings.add(stop)
}

/** Changes the draft by a pure step; nothing happens where there is none any more. */
export function changeDraft(step: (draft: ImportDraft) => ImportDraft): void {
  useImport.setState(({ draft }) => (draft ? { draft: step(draft) } : {}))
}

/** The draft, made where there is none. */
export function openDraft(): void {
  if (!useImport.getState().draft) useImport.setState({ draft: EMPTY_DRAFT })
}

/** Ends the import: what runs for it stops, and nothing of it is kept. */
export function endImport(): void {
  for (const stop of endings) stop()
  useImport.setState(NOTHING)
}

onProjectChange(endImport)
