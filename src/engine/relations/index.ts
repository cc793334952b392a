import type { RelationsFound } from '../../contract'
import { calls, job, projectOf } from '../call'
import { findRelations } from './find'
import { keepRelation, listRelations, removeRelation } from './kept'
import { matchTables } from './match'
import { lookOf } from './noted'

export { keySides, keysMatch, type KeySides } from './key-sql'
export { joinItsCopy } from './join-its-copy'
export { findRelations } from './find'
export { nameLikeness } from './names'
export { matchTables } from './match'
export { countsSql, repeatedValuesSql } from './match-sql'

/** Keys and foreign keys found across tables, match reports, and the links that the user decided about. */
export const relations = calls.relations.router({
  find: calls.relations.find.handler(async function* ({ context, signal }) {
    const project = projectOf(context)
    let found: RelationsFound | undefined
    const work = job((report, stop) => findRelations(project, report, stop, (early) => (found = early)), signal)
    for await (const event of work) {
      yield event.type === 'progress' ? { ...event, found } : event
      found = undefined
    }
  }),
  match: calls.relations.match.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const report = await matchTables(project, input, signal)
    project.looks.note(lookOf(input))
    return report
  }),
  keep: calls.relations.keep.handler(({ input, context }) => keepRelation(projectOf(context), input)),
  remove: calls.relations.remove.handler(async ({ input, context }) => {
    await removeRelation(projectOf(context), input.id)
    return {}
  }),
  list: calls.relations.list.handler(({ context }) => listRelations(projectOf(context)))
})
