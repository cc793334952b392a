import { Source, Step } from '../../contract'
import type { Project } from '../project'

/** Takes a source out of the project; undo brings it back, since its raw rows stay in the file. */
export async function removeSource(project: Project, id: string): Promise<void> {
  const source = await project.get('source', id, Source)
  await project.change(
    { fr: `Retirer « ${source.table.name} »`, en: `Remove “${source.table.name}”` },
    async (scope) => {
      await scope.remove('source', id)
      for (const step of await scope.list('step', Step))
        if (step.table === source.table.name) await scope.remove('step', step.id)
    }
  )
}
