import { calls, job, projectOf } from '../call'
import { compareSides } from './compare-sides'
import { pairEvidence } from './evidence'

export { compareSides } from './compare-sides'

/** Two sides of the project's rows side by side, as the contract says it. */
export const compare = calls.compare.router({
  run: calls.compare.run.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => compareSides(projectOf(context), input, report, stop), signal)
  }),
  evidence: calls.compare.evidence.handler(({ input, context, signal }) =>
    pairEvidence(projectOf(context), input, signal)
  )
})
