import { Step, type ColumnInfo } from '../../../contract'
import type { Project } from '../../project'
import { resolveTable } from '../../tables'
import { columnsAfter, compileRecipe } from '../compile'
import { otherTables } from '../others'
import { findRefused } from '../refused'
import { soundSpecs, walkSteps, type Stage } from '../walk'

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
): Promise<{ stages: Stage[]; sql: string; columns: ColumnInfo[] }> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const others = await otherTables(project, table)
  const enabled = steps.filter((step) => step.enabled)
  const refused = await findRefused(project, table, raw.columns, enabled, others, signal)
  const stages = walkSteps(raw.columns, steps, others, refused)
  const specs = soundSpecs(stages)
  return {
    stages,
    sql: compileRecipe(table, raw.columns, specs, others),
    columns: columnsAfter(raw.columns, specs, others)
  }
}
