import { StoredFinding, type Finding } from '../../contract'
import type { Project } from '../project'
import { withState } from './list'
import { only } from './pin'

/** Changes the words of a finding; its figure and evidence stay. */
export async function updateFinding(
  project: Project,
  { id, title, note }: { id: string; title?: string; note?: string }
): Promise<Finding> {
  const before = await project.get('finding', id, StoredFinding)
  const after = { ...before, title: title ?? before.title, note: note ?? before.note }
  await project.change(
    { fr: `Modifier le constat «\u00a0${after.title}\u00a0»`, en: `Edit the finding “${after.title}”` },
    (scope) => scope.put('finding', id, after)
  )
  return only(await withState(project, [after]))
}
