import { Step } from '../../contract'
import { missingDocument, type Project } from '../project'
import { resolveTable } from '../tables'
import { columnsAfter, compileRecipe } from './compile'
import { otherTables } from './others'
import { findRefused } from './refused'
import { soundSpecs, walkSteps } from './walk'

/** A place in a recipe: just before a step, that of a step, or the end. */
export interface TriedAt {
  before: string | null
  instead: string | null
}

/** What comes to a place in a table's recipe: the query of the rows, their columns, and the enabled steps around it. */
export async function rowsAt(
  project: Project,
  table: string,
  { before: named, instead }: TriedAt,
  signal?: AbortSignal
) {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const others = await otherTables(project, table)
  const all = (await project.list('step', Step)).filter((step) => step.table === table)
  const id = instead ?? named
  const asked = id === null ? all.length : all.findIndex((step) => step.id === id)
  if (asked < 0) throw missingDocument('step', id ?? '')
  const steps = all.filter((step) => step.enabled || step.id === instead)
  const place = all.slice(0, asked).filter((step) => step.enabled).length
  const before = steps.slice(0, place)
  const refused = await findRefused(project, table, raw.columns, before, others, signal)
  const sound = soundSpecs(walkSteps(raw.columns, before, others, refused))
  const columns = columnsAfter(raw.columns, sound, others)
  const rows = compileRecipe(table, raw.columns, sound, others)
  return { raw, others, steps, place, before, columns, rows }
}
