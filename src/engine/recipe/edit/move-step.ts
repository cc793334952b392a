import { Step } from '../../../contract'
import type { Project } from '../../project'
import { about, stepWithin } from './named-step'

/** Puts a step just before another one of the recipe, or at its end. */
export async function moveStep(project: Project, id: string, before: string | null): Promise<void> {
  const named = await project.get('step', id, Step)
  await project.change(about(named, ['Déplacer', 'Move']), async (scope) => {
    const moved = await stepWithin(scope, id)
    const others = (await scope.list('step', Step)).filter((step) => step.id !== id)
    const place = before === null ? others.length : others.findIndex((step) => step.id === before)
    others.splice(place < 0 ? others.length : place, 0, moved)
    for (const [index, step] of others.entries()) await scope.put('step', step.id, step, index + 1)
  })
}
