import { Source } from '../../contract'
import { calls, job, projectOf } from '../call'
import { applyDelivery } from './deliver'
import { removeSource } from './edit'
import { readFaults } from './faults'
import { importFiles, importTogether } from './import-files'
import { lookAtFile } from './list-parts'
import { prepareDelivery } from './prepare-delivery'
import { discardDeliveries } from './prepared'
import { recognise } from './recognise'
import { reread } from './reread'
import { sniffChosen } from './sniff-part'
import { discardUploads } from './uploads'

export { convertPart } from './convert-part'
export { importFiles } from './import-files'
export { writeSlice } from './uploads'
export { showVersions } from './versions'

/** Files in, tables out: first look, import, deliveries, remove, as the contract says it. */
export const sources = calls.sources.router({
  list: calls.sources.list.handler(({ context }) => projectOf(context).list('source', Source)),
  look: calls.sources.look.handler(({ input, context, signal }) => lookAtFile(projectOf(context), input, signal)),
  sniff: calls.sources.sniff.handler(({ input, context, signal }) => sniffChosen(projectOf(context), input, signal)),
  recognise: calls.sources.recognise.handler(({ input, context, signal }) =>
    recognise(projectOf(context), input.tables, signal)
  ),
  reread: calls.sources.reread.handler(({ input, context }) =>
    reread(projectOf(context), input.source, input.column, input.reading)
  ),
  import: calls.sources.import.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    const { files, together } = input
    yield* job(
      (report, stop) =>
        together ? importTogether(project, files, together, report, stop) : importFiles(project, files, report, stop),
      signal
    )
  }),
  prepare: calls.sources.prepare.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => prepareDelivery(project, input, report, stop), signal)
  }),
  deliver: calls.sources.deliver.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => applyDelivery(project, input.delivery, input.renames, report, stop), signal)
  }),
  faults: calls.sources.faults.handler(({ input, context }) =>
    readFaults(projectOf(context), input.delivery, input.offset, input.limit)
  ),
  discard: calls.sources.discard.handler(async ({ input, context }) => {
    const project = projectOf(context)
    await discardUploads(project, input.uploads)
    await discardDeliveries(project, input.deliveries)
    return {}
  }),
  remove: calls.sources.remove.handler(async ({ input, context }) => {
    await removeSource(projectOf(context), input.id)
    return {}
  })
})
