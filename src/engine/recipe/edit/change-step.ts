import { Step, type StepSpec } from '../../../contract'
import type { Project } from '../../project'
import { applySteps } from '../apply-steps'
import { editedTable } from './edited-table'
import { refusalOfCode } from './held-codes'
import { about, stepWithin } from './named-step'
import { refuseSwellingAgain } from './refuse-swelling'
import { soundSpec } from './sound-spec'

/** Writes a step anew where it stands: another column, another value. */
export async function changeStep(project: Project, id: string, asked: StepSpec): Promise<Step> {
  const named = await project.get('step', id, Step)
  const { raw, others } = await editedTable(project, named.table)
  return project.change(about({ ...named, spec: asked }, ['Modifier', 'Change']), async (scope) => {
    const step = await stepWithin(scope, id)
    const own = (await scope.list('step', Step)).filter(({ table }) => table === step.table)
    const before = own.slice(
      0,
      own.findIndex((other) => other.id === id)
    )
    const comes = await applySteps(scope.connection, { name: step.table, columns: raw.columns }, before, others)
    const refused = await refusalOfCode(scope, asked, comes.columns)
    if (refused) throw refused
    const changed = { ...step, spec: await soundSpec(scope, step.table, asked, comes, others) }
    await scope.put('step', id, changed)
    if (changed.enabled && asked.kind === 'join')
      await refuseSwellingAgain(project, scope, changed, await scope.list('step', Step))
    return changed
  })
}
