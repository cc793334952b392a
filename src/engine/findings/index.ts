import { calls, projectOf } from '../call'
import { listFindings } from './list'
import { pinFinding } from './pin'
import { refreshFinding } from './refresh'
import { removeFinding } from './remove'
import { updateFinding } from './update'

export { aroundRecipe, type AroundRecipe } from './around-recipe'
export { listFindings } from './list'
export { pinFinding } from './pin'

/** Findings: figures pinned with their evidence, as the contract says it. */
export const findings = calls.findings.router({
  list: calls.findings.list.handler(({ context }) => listFindings(projectOf(context))),
  pin: calls.findings.pin.handler(({ input, context, signal }) => pinFinding(projectOf(context), input, signal)),
  update: calls.findings.update.handler(({ input, context }) => updateFinding(projectOf(context), input)),
  remove: calls.findings.remove.handler(async ({ input, context }) => {
    await removeFinding(projectOf(context), input.id)
    return {}
  }),
  refresh: calls.findings.refresh.handler(({ input, context, signal }) =>
    refreshFinding(projectOf(context), input.id, signal)
  )
})
