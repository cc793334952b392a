import type { RecipeMoved, SidesCompared } from '../../contract'
import type { Report } from '../call'
import { compareSides } from '../compare'
import { ChantierError } from '../errors'
import type { Project } from '../project'
import { findingOutcomes } from './finding-outcomes'

/** What a recipe moved in the columns of its table and in the findings that read it: all that takes no search. */
export async function movedBy(
  project: Project,
  table: string,
  report: Report,
  signal?: AbortSignal
): Promise<RecipeMoved> {
  const compared = await profiles(project, table, report, signal)
  return { findings: await findingOutcomes(project, table, signal), compared }
}

/** The profiles side by side; null where the two sides have no column in common. */
async function profiles(
  project: Project,
  name: string,
  report: Report,
  signal?: AbortSignal
): Promise<SidesCompared | null> {
  const side = (schema: 'raw' | 'clean') => ({ kind: 'table' as const, table: { schema, name } })
  try {
    return await compareSides(project, { a: side('raw'), b: side('clean'), pairs: [] }, report, signal)
  } catch (error) {
    if (error instanceof ChantierError && error.data.kind === 'input') return null
    throw error
  }
}
