import { StoredFinding } from '../../contract'
import type { Project } from '../project'

/**
 * Removes a finding. Workstreams that cite it are left alone: they keep its id, and tell that the finding is gone,
 * so that undo brings the whole link back.
 */
export async function removeFinding(project: Project, id: string): Promise<void> {
  const { title } = await project.get('finding', id, StoredFinding)
  await project.change(
    { fr: `Retirer le constat «\u00a0${title}\u00a0»`, en: `Remove the finding “${title}”` },
    (scope) => scope.remove('finding', id)
  )
}
