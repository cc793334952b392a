import type { Project } from './project'
import { ChantierError } from './errors'

/** Times that a call is tried: changes come at the pace of a person, so the second time is nearly always calm. */
const MOST_TRIES = 3

/**
 * What a call answers once the project stands still under it. A call looks at its tables, then asks about what it saw; a
 * change that is kept in between (a step undone) takes columns away from under it, and DuckDB refuses a query that nobody
 * asked wrongly. Such a call is made again on the project as it is now: a failed one has left nothing behind.
 */
export async function steady<T>(project: Project | null, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const begun = project?.moves
    try {
      return await call()
    } catch (error) {
      if (tries === MOST_TRIES || project?.moves === begun || !isAboutNames(error)) throw error
    }
  }
}

/** Whether DuckDB met a table or a column that is not there. */
function isAboutNames(error: unknown): boolean {
  if (!(error instanceof ChantierError)) return false
  return error.cause instanceof Error && /^(Binder|Catalog) Error/i.test(error.cause.message)
}
