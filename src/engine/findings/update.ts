import { StoredFinding, type Finding } from '../../contract'
import { missingDocument, type Project } from '../project'
import { withState } from './list'
import { only } from './pin'

/** Changes the words of a finding; its figure and evidence stay. */
export async function updateFinding(
  project: Project,
  { id, title, note }: { id: string; title?: string; note?: string }
): Promise<Finding> {
  const before = await project.get('finding', id, StoredFinding)
  const named = title ?? before.title
  const after = await project.change(
    { fr: `Modifier le constat «\u00a0${named}\u00a0»`, en: `Edit the finding “${named}”` },
    async (scope) => {
      const now = await scope.get('finding', id, StoredFinding)
      if (!now) throw missingDocument('finding', id)
      const changed = { ...now, title: title ?? now.title, note: note ?? now.note }
      await scope.put('finding', id, changed)
      return changed
    }
  )
  return only(await withState(project, [after]))
}
