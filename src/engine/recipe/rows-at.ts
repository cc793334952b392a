import { Step } from '../../contract'
import { missingDocument, type Project } from '../project'
import { resolveTable } from '../tables'
import { applySteps } from './apply-steps'
import { otherTables } from './others'

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
  const {
    sql: rows,
    columns,
    specs
  } = await applySteps(project, { name: table, columns: raw.columns }, before, others, signal)
  return { raw, others, steps, place, before, specs, columns, rows }
}
