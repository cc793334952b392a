import { rm } from 'node:fs/promises'
import { Source } from '../../contract'
import { calls, job, projectOf } from '../call'
import { sniff } from '../import'
import { columnNames } from './column-names'
import { removeSource } from './edit'
import { importFiles } from './import-files'
import { stageFile } from './stage'
import { discardUploads } from './uploads'

export { hideRemovedTables } from './hide-removed'
export { importFiles, type ChosenFile } from './import-files'
export { writeSlice } from './uploads'

/** Files in, tables out: first look, import, remove, as the contract says it. */
export const sources = calls.sources.router({
  list: calls.sources.list.handler(({ context }) => projectOf(context).list('source', Source)),
  sniff: calls.sources.sniff.handler(async ({ input, context }) => {
    const { path } = await stageFile(projectOf(context), input.origin, input.name)
    try {
      return await sniff(path, columnNames)
    } finally {
      // An upload may still be on its way, and is imported later; a linked file was only looked at.
      if (input.origin.kind === 'path') await rm(path, { force: true })
    }
  }),
  import: calls.sources.import.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => importFiles(project, input.files, report, stop), signal)
  }),
  discard: calls.sources.discard.handler(async ({ input, context }) => {
    await discardUploads(projectOf(context), input.uploads)
    return {}
  }),
  look: calls.sources.look.handler(() => notYet()),
  prepare: calls.sources.prepare.handler(() => notYet()),
  deliver: calls.sources.deliver.handler(() => notYet()),
  faults: calls.sources.faults.handler(() => notYet()),
  rename: calls.sources.rename.handler(() => notYet()),
  remove: calls.sources.remove.handler(async ({ input, context }) => {
    await removeSource(projectOf(context), input.id)
    return {}
  })
})

function notYet(): never {
  throw new Error('not yet')
}
