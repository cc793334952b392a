import type { Step, StepSpec } from '../../../contract'
import type { Project } from '../../project'
import { stepTitle } from '../steps'
import { editedTable } from './edited-table'
import { insertStep } from './insert-step'
import { refuseSwelling } from './refuse-swelling'

/** Adds a step to a table's recipe, where it belongs or just before another one; the clean table follows in the same change. */
export async function addStep(
  project: Project,
  table: string,
  asked: StepSpec,
  before: string | null = null
): Promise<Step> {
  const edited = await editedTable(project, table)
  if (asked.kind === 'join' && before === null) await refuseSwelling(project, table, asked, edited.others)
  return project.change(stepTitle(asked), (scope) => insertStep(scope, edited, asked, { before }))
}
