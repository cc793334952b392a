import { readsOnly, Step, type RecipeOutcome, type StepSpec } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { applySteps } from './apply-steps'
import { columnOutcomes, sharedRows, type Standing, type State } from './column-outcomes'
import { keptColumns } from './kept-columns'
import { otherTables } from './others'
import { readCells } from './read-cells'
import { keepRows, traceRows } from './trace-rows'

/** What a table is before its recipe and behind it. Cells are compared in the rows that stayed, found by the places of raw rows. */
export async function recipeOutcome(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOutcome> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const others = await otherTables(project, table)
  const steps = (await project.list('step', Step)).filter((step) => step.table === table && step.enabled)
  const named = { name: table, columns: raw.columns }
  const { specs } = await applySteps(project, named, steps, others, signal)
  const kept = keptColumns(raw.columns, specs, others)
  const before = { ...raw, kept, traced: traceRows(named, [], others) }
  const after = { ...clean, kept, traced: traceRows(named, specs, others) }
  const standing = standingOf(specs, raw.rows === clean.rows, after.traced !== null)
  const shared = standing === 'same' ? raw.rows : await sharedRows(project, before, after, signal)
  const readings = steps.filter(readsOnly)
  const made = readings.length && readings.length < steps.length ? await applySteps(project, named, readings, others, signal) : null // prettier-ignore
  const read: State = made ? { sql: `(${made.sql})`, rows: raw.rows, columns: made.columns, kept: keptColumns(raw.columns, made.specs, others), traced: traceRows(named, made.specs, others) } : after // prettier-ignore
  const onlyRead = readings.length
    ? await readCells(project, { made: before, read: null }, { made: after, read }, standing, signal)
    : null
  const columns = await columnOutcomes(project, before, after, standing, signal)
  return {
    table: clean.ref,
    rows: { before: raw.rows, after: clean.rows, kept: shared },
    columns: columns.map((column) => ({ ...column, readCells: onlyRead?.get(column.name) ?? 0 }))
  }
}

/** How the raw rows stand against those behind a recipe. */
function standingOf(specs: readonly StepSpec[], asMany: boolean, isTraced: boolean): Standing {
  // A left join that makes as many rows has found one match at most for each.
  const oneEach = asMany && specs.every((spec) => keepRows([spec]) || (spec.kind === 'join' && spec.how === 'left'))
  return oneEach ? 'same' : isTraced ? 'traced' : 'apart'
}
