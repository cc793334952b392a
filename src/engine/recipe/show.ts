import { Step, type ColumnInfo, type RecipeOf, type StepEffect, type StepSpec } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { resolveTable } from '../tables'
import { columnsAfter, compileRecipe, compileStep, stepExpression, stepTitle } from './compile'

/** A table's recipe, each step with its SQL and what it changes in the rows that come to it. */
export async function showRecipe(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOf> {
  const steps = (await project.list('step', Step)).filter((step) => step.table === table)
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const effects: StepEffect[] = []
  const before: StepSpec[] = []
  for (const step of steps) {
    const counts = step.enabled
      ? await countChanges(
          project,
          compileRecipe(table, raw.columns, before),
          columnsAfter(raw.columns, before),
          step.spec,
          signal
        )
      : { changed: null, lost: null }
    effects.push({
      step,
      title: stepTitle(step.spec),
      sql: compileStep(step.spec, raw.sql, columnsAfter(raw.columns, before)),
      changedCells: counts.changed,
      lostCells: counts.lost
    })
    if (step.enabled) before.push(step.spec)
  }
  return {
    table: clean.ref,
    steps: effects,
    rowsBefore: raw.rows,
    rowsAfter: clean.rows,
    sql: compileRecipe(table, raw.columns, before)
  }
}

/** Cells that a step makes different, and of those the ones that it makes missing; null where it works on whole rows. */
async function countChanges(
  project: Project,
  rowsBefore: string,
  columns: readonly ColumnInfo[],
  spec: StepSpec,
  signal?: AbortSignal
): Promise<{ changed: number | null; lost: number | null }> {
  if (spec.kind === 'deduplicate') return { changed: null, lost: null }
  const column = ident(spec.column)
  const [row] = await project.rows<{ changed: number; lost: number }>(
    `SELECT count(*) FILTER (old IS DISTINCT FROM new) AS changed, count(*) FILTER (trim(old) <> '' AND new IS NULL) AS lost
     FROM (SELECT CAST(${column} AS VARCHAR) AS old, CAST(${stepExpression(spec, columns)} AS VARCHAR) AS new FROM (${rowsBefore}))`,
    { signal }
  )
  return { changed: row?.changed ?? 0, lost: row?.lost ?? 0 }
}
