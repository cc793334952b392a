import type { Step } from '../../../contract'
import type { ChangeScope, Project } from '../../project'
import { resolveTable } from '../../tables'
import { countJoin } from '../count-join'
import { otherTables } from '../others'
import { findRefused } from '../refused'
import type { JoinSpec } from '../steps/join'
import type { Others } from '../steps/kind'
import { MOST_ROWS, swellingInWords, swellingRefused } from '../swelling'
import { stepProblem } from '../walk'

/** Refuses a join that would make too many rows of the table as it is prepared. */
export async function refuseSwelling(project: Project, table: string, spec: JoinSpec, others: Others): Promise<void> {
  const left = await resolveTable(project, { schema: 'clean', name: table })
  // What else is wrong with the join is told by name later.
  if (table === spec.with || stepProblem({ ...spec, columns: [] }, left.columns, others)) return
  const { rows } = await countJoin(project, left, spec, others)
  if (rows > MOST_ROWS) throw swellingRefused(swellingInWords(rows))
}

/** Refuses to enable a join whose keys have come to repeat since it was added. */
export async function refuseSwellingAgain(
  project: Project,
  { connection }: ChangeScope,
  step: Step,
  steps: readonly Step[]
): Promise<void> {
  const { table } = step
  const { columns } = await resolveTable(project, { schema: 'raw', name: table })
  const own = steps.map((other) => (other.id === step.id ? step : other)).filter((other) => other.table === table)
  const problem = (await findRefused(connection, table, columns, own, await otherTables(project, table))).get(step.id)
  if (problem) throw swellingRefused(problem)
}
