import { ChantierError } from './errors'
import type { Project } from './project'

/** Times that a call is tried: changes come at the pace of a person, so the second time is nearly always calm. */
const MOST_TRIES = 3

/**
 * What a call answers once the project stands still under it. A call looks at its tables, then asks about what it saw; a
 * change that is kept in between (a step undone) takes columns away from under it, and DuckDB refuses a query that nobody
 * asked wrongly. Such a call is made again on the project as it is now, unless it has kept a change itself.
 */
export async function steady<T>(project: Project | null, call: () => Promise<T>, tries = 1): Promise<T> {
  if (!project || tries === MOST_TRIES) return call()
  return project.moves.under(call, (error, byOthers) => {
    if (byOthers && isAboutNames(error)) return steady(project, call, tries + 1)
    throw error
  })
}

/** Whether DuckDB met a table or a column that is not there. */
function isAboutNames(error: unknown): boolean {
  if (!(error instanceof ChantierError)) return false
  return error.cause instanceof Error && /^(Binder|Catalog) Error/i.test(error.cause.message)
}
