import { narrowAnomaly } from '../anomalies'
import { calls, projectOf } from '../call'
import { decide } from './decide'
import { exportRegister } from './export'
import { listRegister } from './list'
import { pinAnomaly } from './pin'
import { placeOf } from './place'
import { repairAnomalies } from './repair'
import { judgedMarks, searchEvents } from './search'
import { listSettlements } from './settled-lines'

export { listRegister } from './list'
export { searchEvents } from './search'
export { quoted } from './quoted'
export { verdictsNow } from './sightings'
export { DIMENSION_WORDS, SEVERITY_WORDS, standingWords } from './words'

/** The register of anomalies, as the contract says it. */
export const register = calls.register.router({
  list: calls.register.list.handler(({ context }) => listRegister(projectOf(context))),
  settlements: calls.register.settlements.handler(({ context }) => listSettlements(projectOf(context))),
  decide: calls.register.decide.handler(async ({ input, context }) => ({
    changed: await decide(projectOf(context), input, new Date())
  })),
  repair: calls.register.repair.handler(({ input, context }) => repairAnomalies(projectOf(context), input, new Date())),
  pin: calls.register.pin.handler(({ input, context, signal }) => pinAnomaly(projectOf(context), input, signal)),
  place: calls.register.place.handler(({ input, context, signal }) => placeOf(projectOf(context), input.id, signal)),
  export: calls.register.export.handler(({ input, context }) => exportRegister(projectOf(context), input))
})

/** The search for anomalies, streamed finding by finding, and their marks: both know what was decided. */
export const anomalies = calls.anomalies.router({
  detect: calls.anomalies.detect.handler(async function* ({ input, context, signal }) {
    yield* searchEvents(projectOf(context), input.tables, signal)
  }),
  marks: calls.anomalies.marks.handler(({ input, context, signal }) => judgedMarks(projectOf(context), input, signal)),
  narrow: calls.anomalies.narrow.handler(({ input, context, signal }) =>
    narrowAnomaly(projectOf(context), input, signal)
  )
})
