import { useQuery } from '@tanstack/react-query'
import type { ProjectInfo, TableInfo, TableRef } from '../../contract'
import { announce, closeEvidence, localize, translate } from '../parts'
import { api, errorData } from '../client'
import { reportFailure } from './jobs'
import { forgetProject } from './project-change'
import { queryClient } from './queries'
import { enterScreen, readTableParam, setParams, tableParam, useRoute } from './route'
import type { ScreenId } from './screen'
import { text } from './text'

export const STATUS_KEY = ['project', 'status']
type Status = Awaited<ReturnType<typeof api.project.status>>

/** State of the engine and of the open project. */
export function useStatusOfProject() {
  return useQuery({
    queryKey: STATUS_KEY,
    queryFn: ({ signal }) => api.project.status({}, { signal }),
    // Asked often and told at once: whoever works on must know when nothing is saved any more.
    retry: false,
    refetchInterval: 5_000
  })
}

/** True while the engine does not answer. */
export function useEngineLost(): boolean {
  return useStatusOfProject().isError
}

/** The open project; undefined while it is not known, null where none is open. */
export function useProject(): ProjectInfo | null | undefined {
  return useStatusOfProject().data?.open
}

/** Tables of the open project, cleaned ones first. */
export function useTables() {
  const project = useProject()
  return useQuery({
    queryKey: ['tables'],
    enabled: Boolean(project),
    queryFn: async ({ signal }) => cleanFirst(await api.tables.list({}, { signal }))
  })
}

/**
 * The table the work is about: that of the address where it exists (raw or clean, as the list has it), otherwise the
 * first; and how to change it.
 */
export function useSelectedTable(): {
  table: TableInfo | null
  tables: readonly TableInfo[]
  isPending: boolean
  select: (table: TableRef) => void
} {
  const { params } = useRoute()
  const { data = [], isPending } = useTables()
  const wanted = readTableParam(params.table)
  const ofName = data.filter(({ ref }) => ref.name === wanted?.name)
  const found = ofName.find(({ ref }) => ref.schema === wanted?.schema) ?? ofName[0]
  return {
    table: found ?? data[0] ?? null,
    tables: data,
    isPending,
    select: (table) => setParams({ table: tableParam(table) })
  }
}

/** True where a project is known to be open. */
export function projectIsOpen(): boolean {
  return Boolean(queryClient.getQueryData<Status>(STATUS_KEY)?.open)
}

/** Reads everything again after a change: to be called when any call changed the project. */
export async function refreshProject(): Promise<void> {
  const isFrame = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
    queryKey[0] === 'project' || queryKey[0] === 'tables'
  await queryClient.invalidateQueries({ predicate: isFrame })
  // The screens first forget the tables that are gone: their rows would be asked for in vain.
  await new Promise((resolve) => setTimeout(resolve, 0))
  await queryClient.invalidateQueries({ predicate: (query) => !isFrame(query) })
}

/**
 * Takes in a project just opened (or closed, with null), at a screen; what was held of the one before is forgotten.
 * `reloaded` keeps the place of the address where no project was shown since the page was loaded; `stay` keeps it.
 */
export async function showProject(
  project: ProjectInfo | null,
  place: ScreenId | 'reloaded' | 'stay' = 'sources'
): Promise<void> {
  forgetProject()
  closeEvidence()
  if (project === null) announce('')
  if (place !== 'stay' && (place !== 'reloaded' || shownBefore)) enterScreen(place === 'reloaded' ? 'sources' : place)
  shownBefore = true
  const before = queryClient.getQueryData<Status>(STATUS_KEY)
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'project' })
  if (before) queryClient.setQueryData(STATUS_KEY, { ...before, open: project })
  await refreshProject()
}

/** Closes the open project and comes back to the start screen, which is shown first: no screen asks for rows of a project that is gone. */
export async function closeProject(): Promise<void> {
  const before = queryClient.getQueryData<Status>(STATUS_KEY)
  try {
    await queryClient.cancelQueries()
    if (before) queryClient.setQueryData<Status>(STATUS_KEY, { ...before, open: null })
    // The screens leave at the next turn: what they still ask of a closed project would be refused.
    await new Promise((resolve) => setTimeout(resolve, 0))
    await api.project.close({})
    await showProject(null)
  } catch (error) {
    reportFailure(translate(text, 'closeProject'), error)
    await refreshProject()
  }
}

export async function undo(): Promise<void> {
  await turnBack('canUndo', 'undone', () => api.project.undo({}))
}

export async function redo(): Promise<void> {
  await turnBack('canRedo', 'redone', () => api.project.redo({}))
}

let shownBefore = false
let turning: Promise<void> = Promise.resolve()

/** One after the other, however fast the keys: each knows what the one before it left to undo or redo. */
async function turnBack(...turn: Parameters<typeof turnOnce>): Promise<void> {
  turning = turning.then(() => turnOnce(...turn))
  await turning
  await refreshProject()
}

async function turnOnce(
  what: 'canUndo' | 'canRedo',
  said: 'undone' | 'redone',
  run: () => Promise<ProjectInfo>
): Promise<void> {
  const status = queryClient.getQueryData<Status>(STATUS_KEY)
  const label = status?.open?.[what]
  if (!label) return announce(translate(text, what === 'canUndo' ? 'nothingToUndo' : 'nothingToRedo'))
  try {
    const open = await run()
    await queryClient.cancelQueries({ queryKey: STATUS_KEY })
    queryClient.setQueryData(STATUS_KEY, { ...status, open })
    announce(translate(text, said, { what: localize(label) }))
  } catch (error) {
    if (errorData(error).kind !== 'cancelled')
      reportFailure(translate(text, what === 'canUndo' ? 'undo' : 'redo'), error)
  }
}

function cleanFirst(tables: TableInfo[]): TableInfo[] {
  return tables.sort((a, b) => a.ref.schema.localeCompare(b.ref.schema) || a.ref.name.localeCompare(b.ref.name))
}
