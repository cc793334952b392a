import { calls, projectOf } from '../call'
import { measureSatisfaction } from './measure'
import { lookOf } from './noted'
import { overview } from './overview'
import { segmentCandidates } from './segment-candidates'

export { columnsToCompare } from './columns-to-compare'
export { measureSatisfaction } from './measure'
export { scoreScale } from './score-scale'

/** Satisfaction: what can be measured, and the measure by segment, as the contract says it. */
export const satisfaction = calls.satisfaction.router({
  overview: calls.satisfaction.overview.handler(({ context, signal }) => overview(projectOf(context), signal)),
  segments: calls.satisfaction.segments.handler(({ input, context, signal }) =>
    segmentCandidates(projectOf(context), input.table, signal)
  ),
  measure: calls.satisfaction.measure.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const result = await measureSatisfaction(project, input, signal)
    project.looks.note(lookOf(input, result))
    return result
  })
})
