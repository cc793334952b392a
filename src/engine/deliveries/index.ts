import { calls, job, projectOf } from '../call'
import { discardUploads } from '../sources'
import { applyDelivery } from './apply'
import { arrivedRows } from './arrived'
import { comparedPage } from './compared-page'
import { prepareDelivery } from './prepare'
import { discardDeliveries } from './prepared'
import { recompareDelivery } from './recompare'

export { deliveredRows, type DeliveredRows } from './delivered-rows'

/** New rows for a source: a file loaded beside it, compared, then applied or thrown away; the calls of `sources` about it. */
export const deliveries = {
  prepare: calls.sources.prepare.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => prepareDelivery(project, input, report, stop), signal)
  }),
  deliver: calls.sources.deliver.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => applyDelivery(project, input.delivery, input.renames, report, stop), signal)
  }),
  compare: calls.sources.compare.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => recompareDelivery(project, input, report, stop), signal)
  }),
  compared: calls.sources.compared.handler(({ input, context, signal }) =>
    comparedPage(projectOf(context), input, signal)
  ),
  arrived: calls.sources.arrived.handler(({ input, context }) => arrivedRows(projectOf(context), input)),
  discard: calls.sources.discard.handler(async ({ input, context }) => {
    const project = projectOf(context)
    await discardUploads(project, input.uploads)
    await discardDeliveries(project, input.deliveries)
    return {}
  })
}
