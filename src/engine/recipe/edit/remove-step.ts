import { Step } from '../../../contract'
import type { Project } from '../../project'
import { about } from './named-step'

/** Takes a step out of its recipe; the clean table follows in the same change. */
export async function removeStep(project: Project, id: string): Promise<void> {
  const step = await project.get('step', id, Step)
  await project.change(about(step, ['Retirer', 'Remove']), (scope) => scope.remove('step', id))
}
