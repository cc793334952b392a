import type { LocalizedText, WorkstreamPatch } from '../../contract'
import { Workstream } from '../../contract'
import { fail } from '../errors'
import type { ChangeScope, Project } from '../project'
import { checkDependencies } from './check'
import { checkFindings } from './create'

/** Changes the fields that the patch names, as one undoable change. */
export function updateWorkstream(project: Project, id: string, patch: WorkstreamPatch): Promise<Workstream> {
  return edit(
    project,
    id,
    (title) => ({ fr: `Modifier le chantier « ${title} »`, en: `Edit the workstream “${title}”` }),
    (workstream, scope) => merge(scope, workstream, patch)
  )
}

/** Pins a finding as evidence; pinning it again changes nothing. */
export function linkFinding(project: Project, id: string, findingId: string): Promise<Workstream> {
  return edit(
    project,
    id,
    (title) => ({
      fr: `Épingler un constat au chantier « ${title} »`,
      en: `Pin a finding to the workstream “${title}”`
    }),
    (workstream, scope) => merge(scope, workstream, { findingIds: [...workstream.findingIds, findingId] })
  )
}

/** Takes a finding out of the evidence. A reach that was read off it stays, now as typed in. */
export function unlinkFinding(project: Project, id: string, findingId: string): Promise<Workstream> {
  return edit(
    project,
    id,
    (title) => ({
      fr: `Retirer un constat du chantier « ${title} »`,
      en: `Take a finding out of the workstream “${title}”`
    }),
    (workstream, scope) => {
      const { reach } = workstream.estimates
      const readOff = reach?.source.kind === 'finding' && reach.source.findingId === findingId
      return merge(scope, workstream, {
        findingIds: workstream.findingIds.filter((other) => other !== findingId),
        estimates: readOff ? { reach: { ...reach, source: { kind: 'manual' } } } : {}
      })
    }
  )
}

async function merge(scope: ChangeScope, workstream: Workstream, patch: WorkstreamPatch): Promise<Workstream> {
  const added = patch.findingIds?.filter((id) => !workstream.findingIds.includes(id)) ?? []
  await checkFindings(scope, added)
  const { estimates, ...fields } = patch
  return {
    ...workstream,
    ...fields,
    after: fields.after ? [...new Set(fields.after)] : workstream.after,
    findingIds: fields.findingIds ? [...new Set(fields.findingIds)] : workstream.findingIds,
    estimates: { ...workstream.estimates, ...estimates }
  }
}

/** One change of one workstream, named after it; nothing is written where nothing changed. */
async function edit(
  project: Project,
  id: string,
  label: (title: string) => LocalizedText,
  change: (before: Workstream, scope: ChangeScope) => Workstream | Promise<Workstream>
): Promise<Workstream> {
  const { title } = await project.get('workstream', id, Workstream)
  return project.change(label(title), async (scope) => {
    const all = await scope.list('workstream', Workstream)
    const before = all.find((workstream) => workstream.id === id)
    if (!before)
      throw fail('not_found', {
        fr: `Le chantier « ${title} » n’existe plus.`,
        en: `The workstream “${title}” no longer exists.`
      })
    const after = await change(before, scope)
    if (JSON.stringify(after) === JSON.stringify(before)) return before
    checkDependencies(
      all.map((workstream) => (workstream.id === id ? after : workstream)),
      id
    )
    await scope.put('workstream', id, after)
    return after
  })
}
