import { create } from 'zustand'
import type { ImportResult, LocalizedText } from '../../../../contract'
import { followEvents, runJob } from '../../../app/jobs'
import { refreshProject } from '../../../app/project'
import { onProjectChange } from '../../../app/project-change'
import { setParams } from '../../../app/route'
import { api, errorData, isCancelled } from '../../../client'
import { translate, visibleText } from '../../../parts'
import { focusWhenLost } from '../focus'
import type { ImportDraft } from './draft'
import { fileChoices, tickedTables } from './plan'
import { discardUploads, everythingSent } from './sending'
import { endImport, useImport } from './store'
import { text } from './text'

export type Failure = { file: string; message: LocalizedText; hint: LocalizedText | null }

type LoadState = {
  /** Files of the last load that could not be taken; the others were. */
  failures: readonly Failure[]
  error: unknown
  /** The first source that the last load brought, until its report was shown. */
  landed: string | null
}

const NOTHING: LoadState = { failures: [], error: null, landed: null }

/** What the last load left to tell. */
export const useLoad = create<LoadState>(() => NOTHING)

onProjectChange(forgetLoad)

export function forgetLoad(): void {
  useLoad.setState(NOTHING)
}

/** Loads the ticked tables of the import as it is chosen; cancelled, nothing of it stays. */
export async function loadDraft(name: string): Promise<void> {
  const { draft, loading } = useImport.getState()
  if (!draft || loading || !tickedTables(draft).length) return
  const label = loadLabel(draft)
  useImport.setState({ loading: label })
  const uploads = draft.files.flatMap(({ origin }) => (origin.kind === 'upload' ? [origin.id] : []))
  const refused = (): Failure[] =>
    (useImport.getState().draft ?? draft).files.flatMap(({ name, error }) =>
      error === null ? [] : [refusal(name, error)]
    )
  try {
    const result = await runJob<ImportResult>(label, async (signal, onProgress) => {
      await everythingSent(signal, onProgress)
      const files = fileChoices(useImport.getState().draft ?? draft)
      const together = draft.together && files.length > 1 ? { fileColumn: draft.fileColumn, ...named(name) } : undefined
      return followEvents(await api.sources.import({ files, together }, { signal }), onProgress)
    })
    const landed = result.sources[0]?.id ?? null
    useLoad.setState({ failures: [...refused(), ...result.failed], error: null, landed })
    if (landed) setParams({ source: landed }, { replace: true })
  } catch (error) {
    if (!isCancelled(error)) useLoad.setState({ failures: refused(), error })
  }
  await refreshProject()
  // Another project may have been opened meanwhile, with an import of its own.
  if (useImport.getState().loading === label) endImport()
  if (useLoad.getState().landed === null) focusWhenLost('.add-main')
  void discardUploads(uploads)
}

function loadLabel(draft: ImportDraft): string {
  const tables = tickedTables(draft)
  const first = draft.files.find(({ id }) => id === tables[0]?.file)
  return translate(text, 'loadJob', { count: tables.length, name: visibleText(first?.name ?? '', 80) })
}

function named(name: string): { name?: string } {
  return name.trim() ? { name: name.trim() } : {}
}

function refusal(file: string, error: unknown): Failure {
  const { message, hint } = errorData(error)
  return { file, message, hint: hint ?? null }
}
