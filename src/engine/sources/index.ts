import { Source } from '../../contract'
import { calls, job, projectOf } from '../call'
import { sniff } from '../import'
import { columnNames } from './column-names'
import { removeSource, renameSource } from './edit'
import { importFiles } from './import-files'
import { stageFile } from './stage'

export { importFiles, type ChosenFile } from './import-files'
export { writeSlice } from './uploads'

/** Files in, tables out: first look, import, rename, remove, as the contract says it. */
export const sources = calls.sources.router({
  list: calls.sources.list.handler(({ context }) => projectOf(context).list('source', Source)),
  sniff: calls.sources.sniff.handler(async ({ input, context }) => {
    const { path } = await stageFile(projectOf(context), input.origin, input.name)
    return sniff(path, columnNames)
  }),
  import: calls.sources.import.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => importFiles(project, input.files, report, stop), signal)
  }),
  rename: calls.sources.rename.handler(({ input, context }) => renameSource(projectOf(context), input.id, input.name)),
  remove: calls.sources.remove.handler(async ({ input, context }) => {
    await removeSource(projectOf(context), input.id)
    return {}
  })
})
