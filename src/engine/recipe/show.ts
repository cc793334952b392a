import { Step, type RecipeOf, type StepEffect } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { applySteps } from './apply-steps'
import { compileRecipe } from './compile'
import { measureStep, UNMEASURED } from './measure-step'
import { otherTables } from './others'
import { stepTitle } from './steps'
import { isCellSpec } from './steps/cells'
import type { Stage } from './walk'

/** A table's recipe, each step with what it changes in the rows that come to it; or why it cannot be applied. */
export async function showRecipe(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOf> {
  const steps = (await project.list('step', Step)).filter((step) => step.table === table)
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const others = await otherTables(project, table)
  const { stages, sql } = await applySteps(project, { name: table, columns: raw.columns }, steps, others, signal)
  const effects: StepEffect[] = []
  for (const stage of stages) {
    const { step, problem } = stage
    const { before, columns } = whatMatters(stage)
    const rows = compileRecipe(table, raw.columns, before, others)
    const counts =
      step.enabled && !problem ? await measureStep(project, step.spec, rows, columns, others, signal) : UNMEASURED
    effects.push({
      step,
      title: stepTitle(step.spec),
      problem,
      ...counts
    })
  }
  return {
    table: clean.ref,
    steps: effects,
    rowsBefore: raw.rows,
    rowsAfter: clean.rows,
    sql
  }
}

/**
 * The steps before one that it depends on. A step on one column waits for those on the same column alone, unless whole rows
 * changed before it: with thousands of steps, that is what keeps the question about each of them small.
 */
function whatMatters({ step: { spec }, before, columns }: Stage): Pick<Stage, 'before' | 'columns'> {
  const alone = isCellSpec(spec) && before.every(isCellSpec)
  return { before: alone ? before.filter((one) => 'column' in one && one.column === spec.column) : before, columns }
}
