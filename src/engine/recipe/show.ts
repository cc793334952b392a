import { readsOnly, Step, type RecipeOf, type StepEffect } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { applySteps } from './apply-steps'
import { compileRecipe } from './compile'
import { measureStep, UNMEASURED } from './measure-step'
import { otherTables } from './others'
import { stepTitle } from './steps'
import { findUnmet } from './unmet/find-unmet'
import { whatMatters } from './what-matters'

/** A table's recipe, each step with what it changes in the rows that come to it; or why it cannot be applied. */
export async function showRecipe(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOf> {
  const steps = (await project.list('step', Step)).filter((step) => step.table === table)
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const others = await otherTables(project, table)
  const { stages, sql } = await applySteps(project, { name: table, columns: raw.columns }, steps, others, signal)
  const unmet = await findUnmet(project, table, stages, raw.columns, others, signal)
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
      unmet: unmet.get(step.id) ?? null,
      ...counts,
      // A label that came with the file is the value, told in words.
      onlyRead: counts.onlyRead ?? (readsOnly(step) ? counts.changedCells : null)
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
