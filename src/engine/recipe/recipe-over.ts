import { Step, type ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { readColumns } from '../tables'
import { columnsAfter, compileRecipe } from './compile'
import { otherTables } from './others'
import { findRefused } from './refused'
import { soundSpecs, walkSteps } from './walk'

/** What a recipe makes of other raw rows than those on show. */
export interface RecipeOver {
  sql: string
  columns: ColumnInfo[]
  /** Enabled steps that do not fit these rows and are passed over. */
  passedOver: number
}

/**
 * The recipe of a table, as it stands, over rows of `raw` under another name: those of an earlier delivery. Tables that
 * it joins are as they are now.
 */
export async function recipeOver(
  project: Project,
  table: string,
  rawName: string,
  signal?: AbortSignal
): Promise<RecipeOver> {
  const raw = await readColumns(project, { schema: 'raw', name: rawName })
  const steps = (await project.list('step', Step)).filter((step) => step.table === table && step.enabled)
  const others = await otherTables(project, table)
  const refused = await findRefused(project, rawName, raw, steps, others, signal)
  const stages = walkSteps(raw, steps, others, refused)
  const specs = soundSpecs(stages)
  return {
    sql: compileRecipe(rawName, raw, specs, others),
    columns: columnsAfter(raw, specs, others),
    passedOver: stages.filter(({ problem }) => problem).length
  }
}
