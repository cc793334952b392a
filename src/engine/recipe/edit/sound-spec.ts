import { Step, type ColumnInfo, type StepSpec } from '../../../contract'
import { fail } from '../../errors'
import type { ChangeScope } from '../../project'
import type { Applied } from '../apply-steps'
import { refuseRing } from '../join-order'
import { ensureKey } from '../pseudonym-key'
import { askForNew } from '../ask-database'
import { kindOf, tablesOf } from '../steps'
import { withFreeNames } from '../steps/join'
import type { Others } from '../steps/kind'
import { stepProblem } from '../walk'
import { reservedName } from './reserved-name'

/** The spec as it may be kept: it fits what comes to it, and what the database tells of it is written down. */
export async function soundSpec(
  scope: ChangeScope,
  table: string,
  asked: StepSpec,
  { sql, columns }: Pick<Applied, 'sql' | 'columns'>,
  others: Others
): Promise<StepSpec> {
  const spec = asked.kind === 'join' ? withFreeNames(asked, columns) : asked
  for (const other of tablesOf(spec)) refuseRing(table, other, await scope.list('step', Step))
  const problem = stepProblem(spec, columns, others) ?? reservedName(spec, columns, others)
  if (problem) throw fail(spec.kind === 'join' || isGone(spec, columns) ? 'not_found' : 'input', problem)
  if (spec.kind === 'pseudonymise') await ensureKey(scope.connection)
  return askForNew(scope.connection, spec, sql, columns, others)
}

function isGone(spec: StepSpec, columns: readonly ColumnInfo[]): boolean {
  return kindOf(spec)
    .reads(spec)
    .some((name) => !columns.some((column) => column.name === name))
}
