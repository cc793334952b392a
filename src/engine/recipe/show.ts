import { Step, type ColumnInfo, type RecipeOf, type StepEffect, type StepSpec } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { resolveTable, type Table } from '../tables'
import { compileRecipe, compileStep, stepTitle } from './compile'
import { countJoin } from './count-join'
import type { Others } from './join'
import { otherTables } from './others'
import { stepExpression } from './replace-columns'
import { findSwelling } from './swelling'
import { soundSpecs, walkSteps, type Stage } from './walk'

/** A table's recipe, each step with its SQL and what it changes in the rows that come to it; or why it cannot be applied. */
export async function showRecipe(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOf> {
  const steps = (await project.list('step', Step)).filter((step) => step.table === table)
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const others = await otherTables(project, table)
  const swelling = await findSwelling(project, table, raw.columns, steps, others, signal)
  const stages = walkSteps(raw.columns, steps, others, swelling)
  const effects: StepEffect[] = []
  for (const stage of stages) {
    const { step, problem } = stage
    const { before, columns } = whatMatters(stage)
    const rows = compileRecipe(table, raw.columns, before, others)
    const counts =
      step.enabled && !problem ? await countEffect(project, step.spec, columns, rows, others, signal) : NOTHING
    effects.push({
      step,
      title: stepTitle(step.spec),
      sql: problem ? '' : compileStep(step.spec, fitsRaw(stage, raw) ? raw.sql : `(${rows})`, columns, others),
      problem,
      ...counts
    })
  }
  return {
    table: clean.ref,
    steps: effects,
    rowsBefore: raw.rows,
    rowsAfter: clean.rows,
    sql: compileRecipe(table, raw.columns, soundSpecs(stages), others)
  }
}

type Counts = Pick<StepEffect, 'changedCells' | 'lostCells' | 'joined'>
const NOTHING: Counts = { changedCells: null, lostCells: null, joined: null }

/**
 * The steps before one that it depends on. A step on one column waits for those on the same column alone, unless whole rows
 * changed before it: with thousands of steps, that is what keeps the question about each of them small.
 */
function whatMatters({ step: { spec }, before, columns }: Stage): Pick<Stage, 'before' | 'columns'> {
  const alone = 'column' in spec && before.every((one) => 'column' in one)
  return { before: alone ? before.filter((one) => 'column' in one && one.column === spec.column) : before, columns }
}

/** Whether a step may be shown over the raw rows: what it is about stands there as it comes to it. */
function fitsRaw({ step: { spec } }: Stage, raw: Table): boolean {
  if (spec.kind === 'join') return false
  return spec.kind === 'deduplicate' || raw.columns.some(({ name }) => name === spec.column)
}

/** Cells that a step makes different, and of those the ones that it makes missing; null where it works on whole rows. */
async function countEffect(
  project: Project,
  spec: StepSpec,
  columns: readonly ColumnInfo[],
  rowsBefore: string,
  others: Others,
  signal?: AbortSignal
): Promise<Counts> {
  if (spec.kind === 'deduplicate') return NOTHING
  if (spec.kind === 'join') {
    const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${rowsBefore})`, { signal })
    const left = { sql: `(${rowsBefore})`, columns, rows: counted?.n ?? 0 }
    return { ...NOTHING, joined: await countJoin(project, left, spec, others, signal) }
  }
  const column = ident(spec.column)
  const type = columns.find(({ name }) => name === spec.column)?.type ?? 'VARCHAR'
  const [row] = await project.rows<{ changed: number; lost: number }>(
    `SELECT count(*) FILTER (old IS DISTINCT FROM new) AS changed, count(*) FILTER (trim(old) <> '' AND new IS NULL) AS lost
     FROM (SELECT CAST(${column} AS VARCHAR) AS old, CAST(${stepExpression(spec, type, column)} AS VARCHAR) AS new FROM (${rowsBefore}))`,
    { signal }
  )
  return { changedCells: row?.changed ?? 0, lostCells: row?.lost ?? 0, joined: null }
}
