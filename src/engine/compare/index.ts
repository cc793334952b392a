import { calls, job, projectOf } from '../call'
import { compareSides } from './compare-sides'
import { pairEvidence } from './evidence'
import { detailsLook, lookOf } from './noted'

export { compareSides } from './compare-sides'

/** Two sides of the project's rows side by side, as the contract says it. */
export const compare = calls.compare.router({
  run: calls.compare.run.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job(async (report, stop) => {
      const compared = await compareSides(project, input, report, stop)
      project.looks.note(lookOf(compared, input))
      return compared
    }, signal)
  }),
  evidence: calls.compare.evidence.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const { evidence, compared } = await pairEvidence(project, input, signal)
    project.looks.note(detailsLook(compared, input, input.column))
    return evidence
  })
})
