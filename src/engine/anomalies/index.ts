import { calls, projectOf } from '../call'
import { anomalyEvents } from './detect'
import { marksOf } from './marks'

export { VIEWS } from './calibrated'
export { cellsOf, cellsSql, DOUBTFUL, SURE, votesSql } from './cells'
export { anomalyEvents, detectAnomalies, type DetectOptions } from './detect'
export type { Detector, DetectorContext } from './detector'
export { DETECTORS } from './detectors'
export { knownFindings } from './found'

/** The search for anomalies, streamed finding by finding. */
export const anomalies = calls.anomalies.router({
  detect: calls.anomalies.detect.handler(async function* ({ input, context, signal }) {
    yield* anomalyEvents(projectOf(context), input.tables, signal)
  }),
  marks: calls.anomalies.marks.handler(({ input, context, signal }) => marksOf(projectOf(context), input, signal))
})
