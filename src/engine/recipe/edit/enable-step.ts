import { Step } from '../../../contract'
import type { Project } from '../../project'
import { refuseRing } from '../join-order'
import { tablesOf } from '../steps'
import { about, stepWithin } from './named-step'
import { refuseSwellingAgain } from './refuse-swelling'

/** Switches a step on or off; it keeps its place. */
export async function enableStep(project: Project, id: string, enabled: boolean): Promise<Step> {
  const named = await project.get('step', id, Step)
  return project.change(about(named, enabled ? ['Activer', 'Enable'] : ['Désactiver', 'Disable']), async (scope) => {
    const step = { ...(await stepWithin(scope, id)), enabled }
    const steps = enabled ? await scope.list('step', Step) : []
    if (enabled) for (const other of tablesOf(step.spec)) refuseRing(step.table, other, steps)
    if (enabled && step.spec.kind === 'join') await refuseSwellingAgain(project, scope, step, steps)
    await scope.put('step', id, step)
    return step
  })
}
