import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Workstream } from '../../contract'
import { fail } from '../errors'
import type { ChangeScope, Project } from '../project'
import { checkDependencies } from './check'

/** Adds a workstream at the end of the list. */
export function createWorkstream(project: Project, fields: Omit<Workstream, 'id'>): Promise<Workstream> {
  const workstream = { ...fields, id: randomUUID(), findingIds: [...new Set(fields.findingIds)] }
  const label = {
    fr: `Créer le chantier « ${workstream.title} »`,
    en: `Create the workstream “${workstream.title}”`
  }
  return project.change(label, async (scope) => {
    await checkFindings(scope, workstream.findingIds)
    checkDependencies([...(await scope.list('workstream', Workstream)), workstream], workstream.id)
    await scope.put('workstream', workstream.id, workstream)
    return workstream
  })
}

/** Only whether it is there counts. */
const Any = z.unknown()

/** Refuses evidence that is not in the project. */
export async function checkFindings(scope: ChangeScope, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    if (await scope.get('finding', id, Any)) continue
    throw fail('not_found', {
      fr: `Ce constat n’existe plus (${id}).`,
      en: `This finding no longer exists (${id}).`
    })
  }
}
