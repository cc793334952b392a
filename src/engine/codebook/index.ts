import { calls, job, projectOf } from '../call'
import { exportCodebook } from './export'
import { listNotes, moveNote, removeNote, writeNote } from './notes'
import { readCodebook } from './read'

export { readCodebook } from './read'

/** The codebook, as the contract says it. */
export const codebook = calls.codebook.router({
  read: calls.codebook.read.handler(async function* ({ context, signal }) {
    yield* job((report, stop) => readCodebook(projectOf(context), report, stop), signal)
  }),
  notes: calls.codebook.notes.handler(({ context }) => listNotes(projectOf(context))),
  write: calls.codebook.write.handler(async ({ input, context }) => ({
    note: await writeNote(projectOf(context), input, context.session.now())
  })),
  move: calls.codebook.move.handler(({ input, context }) => moveNote(projectOf(context), input)),
  remove: calls.codebook.remove.handler(async ({ input, context }) => {
    await removeNote(projectOf(context), input.id)
    return {}
  }),
  export: calls.codebook.export.handler(async function* ({ input, context, signal }) {
    const { session } = context
    yield* job((report, stop) => exportCodebook(projectOf(context), input, session.now(), report, stop), signal)
  })
})
