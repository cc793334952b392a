import { Workstream } from '../../contract'
import type { Project } from '../project'

/** Removes a workstream, and in the same change the dependencies of those that waited for it; says which. */
export async function removeWorkstream(
  project: Project,
  id: string
): Promise<{ released: { id: string; title: string }[] }> {
  const { title } = await project.get('workstream', id, Workstream)
  const label = { fr: `Supprimer le chantier « ${title} »`, en: `Remove the workstream “${title}”` }
  return project.change(label, async (scope) => {
    const waiting = (await scope.list('workstream', Workstream)).filter(({ after }) => after.includes(id))
    for (const workstream of waiting) {
      const after = workstream.after.filter((other) => other !== id)
      await scope.put('workstream', workstream.id, { ...workstream, after })
    }
    await scope.remove('workstream', id)
    return { released: waiting.map((workstream) => ({ id: workstream.id, title: workstream.title })) }
  })
}
