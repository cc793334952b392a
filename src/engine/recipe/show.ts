import { Step, type RecipeOf, type StepEffect } from '../../contract'
import type { Project } from '../project'
import { resolveTable, type Table } from '../tables'
import { applySteps } from './apply-steps'
import { changedRows } from './changed-rows'
import { compileRecipe, compileStep } from './compile'
import { measureStep, UNMEASURED } from './measure-step'
import { otherTables } from './others'
import { kindOf, stepTitle } from './steps'
import { isCellSpec } from './steps/cells'
import type { Stage } from './walk'

/** A table's recipe, each step with its SQL and what it changes in the rows that come to it; or why it cannot be applied. */
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
      sql: problem ? '' : compileStep(step.spec, fitsRaw(stage, raw) ? raw.sql : `(${rows})`, columns, others),
      problem,
      changedRows: problem ? null : changedRows(step.spec, { table, raw: raw.columns, before, columns }, others),
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

/** Whether a step may be shown over the raw rows: what it is about stands there as it comes to it. */
function fitsRaw({ step: { spec }, before }: Stage, raw: Table): boolean {
  const kind = kindOf(spec)
  if (kind.tables?.(spec).length || before.some((one) => kindOf(one).rows === 'other')) return false
  return kind.reads(spec).every((read) => raw.columns.some(({ name }) => name === read))
}
