import { Step } from '../../../contract'
import type { Project } from '../../project'
import { resolveTable } from '../../tables'
import { applySteps, type Applied } from '../apply-steps'
import { keptColumns } from '../kept-columns'
import { otherTables } from '../others'
import { traceRows, type Traced } from '../trace-rows'

/** The steps of a table's recipe just after some changes, on any branch of the history; null is the beginning. */
export async function stepsAt(project: Project, table: string, changes: readonly (number | null)[]): Promise<Step[][]> {
  return (await project.states('step', Step, changes)).map((steps) => steps.filter((step) => step.table === table))
}

/** What tells one list of steps from another: what they do, not when they were made. */
export function recipeKey(steps: readonly Step[]): string {
  return JSON.stringify(steps.map(({ spec, enabled }) => [spec, enabled]))
}

/** What some steps make of the raw rows as they are now, other tables being as they are prepared now. */
export async function madeBy(
  project: Project,
  table: string,
  steps: readonly Step[],
  signal?: AbortSignal
): Promise<Applied & { kept: Set<string>; traced: Traced | null }> {
  const { columns } = await resolveTable(project, { schema: 'raw', name: table })
  const raw = { name: table, columns }
  const others = await otherTables(project, table)
  const applied = await applySteps(project, raw, steps, others, signal)
  const { specs } = applied
  return { ...applied, kept: keptColumns(columns, specs, others), traced: traceRows(raw, specs, others) }
}
