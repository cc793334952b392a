import { Step, type ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { readColumns } from '../tables'
import { applySteps } from './apply-steps'
import { otherTables } from './others'

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
  const raw = { name: rawName, columns: await readColumns(project, { schema: 'raw', name: rawName }) }
  const steps = (await project.list('step', Step)).filter((step) => step.table === table && step.enabled)
  const { sql, columns, stages } = await applySteps(project, raw, steps, await otherTables(project, table), signal)
  return { sql, columns, passedOver: stages.filter(({ problem }) => problem).length }
}
