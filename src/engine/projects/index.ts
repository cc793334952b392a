import { join } from 'node:path'
import { calls, projectOf } from '../call'
import { forget, PROJECT_EXTENSION } from '../project'
import { VERSION } from '../version'
import { fileNameFor } from './file-name'

/** Life of the project file, as the contract says it. */
export const projects = calls.project.router({
  status: calls.project.status.handler(async ({ context: { session } }) => ({
    open: session.open ? await session.open.info() : null,
    folder: session.folder,
    version: VERSION
  })),
  known: calls.project.known.handler(({ context: { session } }) => session.known()),
  create: calls.project.create.handler(async ({ input, context: { session } }) => {
    const path = input.path ?? join(session.folder, fileNameFor(input.name) + PROJECT_EXTENSION)
    return (await session.enter(path, true)).info()
  }),
  open: calls.project.open.handler(async ({ input, context: { session } }) => (await session.enter(input.path)).info()),
  close: calls.project.close.handler(async ({ context: { session } }) => {
    await session.leave()
    return {}
  }),
  forget: calls.project.forget.handler(async ({ input, context: { session } }) => {
    await forget(session.recent, input.path)
    return {}
  }),
  undo: calls.project.undo.handler(async ({ context }) => {
    await projectOf(context).undo()
    return projectOf(context).info()
  }),
  redo: calls.project.redo.handler(async ({ context }) => {
    await projectOf(context).redo()
    return projectOf(context).info()
  }),
  history: calls.project.history.handler(({ context }) => projectOf(context).history()),
  goTo: calls.project.goTo.handler(async ({ input, context }) => {
    await projectOf(context).goTo(input.change)
    return projectOf(context).info()
  })
})
