import { Workstream } from '../../contract'
import { calls, projectOf } from '../call'
import type { Project } from '../project'
import { createWorkstream } from './create'
import { removeWorkstream } from './remove'
import { linkFinding, unlinkFinding, updateWorkstream } from './update'

export { dependencyOrder, successorsOf, type Dependent, type DependencyOrder } from './dependencies'

/** The project's workstreams in their order. */
export function listWorkstreams(project: Project): Promise<Workstream[]> {
  return project.list('workstream', Workstream)
}

/** Workstreams: what to do about findings, as the contract says it. */
export const workstreams = calls.workstreams.router({
  list: calls.workstreams.list.handler(({ context }) => listWorkstreams(projectOf(context))),
  create: calls.workstreams.create.handler(({ input, context }) => createWorkstream(projectOf(context), input)),
  update: calls.workstreams.update.handler(({ input, context }) =>
    updateWorkstream(projectOf(context), input.id, input.patch)
  ),
  remove: calls.workstreams.remove.handler(({ input, context }) => removeWorkstream(projectOf(context), input.id)),
  linkFinding: calls.workstreams.linkFinding.handler(({ input, context }) =>
    linkFinding(projectOf(context), input.id, input.findingId)
  ),
  unlinkFinding: calls.workstreams.unlinkFinding.handler(({ input, context }) =>
    unlinkFinding(projectOf(context), input.id, input.findingId)
  )
})
