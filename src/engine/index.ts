import { createRouterClient, type RouterClient } from '@orpc/server'
import type { PageRequest } from '../contract'
import { calls, type CallContext } from './call'
import { charts } from './charts'
import { codebook } from './codebook'
import { compare } from './compare'
import { deliveries } from './deliveries'
import { exercises } from './exercises'
import { exploration } from './exploration'
import { filters } from './filters'
import { findings } from './findings'
import { warmUp } from './import'
import { outcome } from './outcome'
import { pivot } from './pivot'
import { plan } from './plan'
import { prioritise } from './prioritise'
import type { Derivation } from './project'
import { profile } from './profile'
import { projects } from './projects'
import { queries } from './queries'
import { deriveCleanTables, recipe } from './recipe'
import { anomalies, register } from './register'
import { relations } from './relations'
import { report } from './report'
import { rules } from './rules'
import { satisfaction } from './satisfaction'
import { Session, type SessionOptions } from './session'
import { showVersions, sources, writeSlice } from './sources'
import { exportedFile, readPage, tables } from './tables'
import { workstreams } from './workstreams'

/** Every call of the contract, implemented; one line a capability. */
const router = calls.router({
  project: projects,
  tables,
  workstreams,
  prioritise,
  plan,
  sources: { ...sources, ...deliveries },
  profile,
  pivot,
  filters,
  compare,
  relations,
  anomalies,
  register,
  recipe: { ...recipe, ...outcome },
  rules,
  findings,
  queries,
  exercises,
  charts,
  report,
  codebook,
  satisfaction,
  exploration
})

/** What keeps derived tables true after each change, undo and redo. */
const derivations: readonly Derivation[] = [showVersions, deriveCleanTables]

/** The analysis engine of one process: calls, Arrow pages and uploads over one session. No Electron, no React, no DOM. */
export interface Engine {
  session: Session
  router: typeof router
  context: CallContext
  /** The calls as functions, for hosts in the same process (command line, tests). */
  client: RouterClient<typeof router>
  /** A page of rows as an Arrow IPC stream. */
  page: (request: PageRequest, signal?: AbortSignal) => ReturnType<typeof readPage>
  /** Takes one slice of a file on its way in; answers the bytes that are there now. */
  upload: (id: string, offset: number, chunks: AsyncIterable<Uint8Array>) => ReturnType<typeof writeSlice>
  /** A file that `tables.export` wrote. */
  exported: (id: string) => ReturnType<typeof exportedFile>
  /** Compiles what the first look at a file needs, while nothing is asked yet. */
  warmUp: typeof warmUp
  close: () => ReturnType<Session['end']>
}

export function createEngine(options: SessionOptions = {}): Engine {
  const session = new Session(derivations, options)
  const context: CallContext = { session }
  return {
    session,
    router,
    context,
    client: createRouterClient(router, { context }),
    page: (request: PageRequest, signal?: AbortSignal) => readPage(session.project, request, { signal }),
    upload: (id: string, offset: number, chunks: AsyncIterable<Uint8Array>) =>
      writeSlice(session.project, id, offset, chunks),
    exported: (id: string) => exportedFile(session.project, id),
    warmUp,
    close: () => session.end()
  }
}

export { ChantierError, toErrorData } from './errors'
export { finish } from './call'
export { refusedInput } from './refused-input'
export type { SessionOptions } from './session'
export { VERSION } from './version'
