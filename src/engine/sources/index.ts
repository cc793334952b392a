import { calls, job, projectOf } from '../call'
import { removeSource } from './edit'
import { readFaults } from './faults'
import { importFiles, importTogether } from './import-files'
import { lookAtFile } from './list-parts'
import { listSources } from './list-sources'
import { recognise } from './recognise'
import { reread } from './reread'
import { sniffChosen } from './sniff-chosen'

export { convertPart } from './convert-part'
export { countFailures, NO_FAILURES } from './count-failures'
export { dropTable } from './drop-table'
export { fileLabel } from './file-label'
export { importFiles, loadOne } from './import-files'
export { addReadingSteps } from './keep-source'
export { firstPath, partsOf, withPart } from './list-parts'
export { listSources } from './list-sources'
export { dropLoaded } from './load-part'
export type { LoadedPart } from './loaded'
export { namesSum, noWords } from './mention-sums'
export { withStaged, type OpenedPart } from './open-part'
export { ownType } from './own-type'
export { rememberChoices } from './remember'
export { sniffDelivered } from './sniff-delivered'
export { asWritten, rawColumns, stackSql } from './stack'
export { twinOf } from './twin'
export { discardUploads, writeSlice } from './uploads'
export { showVersions, storeNext, tableOfVersion } from './versions'

/** Files in, tables out: first look, import, remove; the calls of `sources` but those about deliveries. */
export const sources = {
  list: calls.sources.list.handler(({ context, signal }) => listSources(projectOf(context), signal)),
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
  faults: calls.sources.faults.handler(({ input, context }) =>
    readFaults(projectOf(context), input.delivery, input.offset, input.limit)
  ),
  remove: calls.sources.remove.handler(async ({ input, context }) => {
    await removeSource(projectOf(context), input.id)
    return {}
  })
}
