import { calls, projectOf } from '../call'
import { blindSpots } from './blind'
import { comparisonsOf } from './comparisons'
import { explorationMap } from './coverage'
import { explorationDays } from './days'
import { decideGuess, editGuess, listGuesses, removeGuess, writeGuess } from './guesses'
import { readLooks } from './read-looks'
import { tableMap } from './table-map'
import { tellLook } from './tell'

export { explorationMap } from './coverage'
export { explorationDays } from './days'
export { listGuesses } from './guesses'

/** The map of what was looked at, the guesses written before, and what is still blind, as the contract says it. */
export const exploration = calls.exploration.router({
  map: calls.exploration.map.handler(({ context }) => explorationMap(projectOf(context))),
  table: calls.exploration.table.handler(({ input, context, signal }) =>
    tableMap(projectOf(context), input.table, signal)
  ),
  blind: calls.exploration.blind.handler(({ input, context, signal }) =>
    blindSpots(projectOf(context), input.table, signal)
  ),
  comparisons: calls.exploration.comparisons.handler(async ({ context }) =>
    comparisonsOf(await projectOf(context).looks.list())
  ),
  looks: calls.exploration.looks.handler(({ input, context }) => readLooks(projectOf(context), input)),
  days: calls.exploration.days.handler(({ context }) => explorationDays(projectOf(context))),
  look: calls.exploration.look.handler(async ({ input, context }) => {
    await tellLook(projectOf(context), input)
    return {}
  }),
  guesses: calls.exploration.guesses.handler(({ context }) => listGuesses(projectOf(context))),
  write: calls.exploration.write.handler(({ input, context }) =>
    writeGuess(projectOf(context), input, context.session.now())
  ),
  edit: calls.exploration.edit.handler(({ input, context }) =>
    editGuess(projectOf(context), input, context.session.now())
  ),
  decide: calls.exploration.decide.handler(({ input, context }) =>
    decideGuess(projectOf(context), input, context.session.now())
  ),
  remove: calls.exploration.remove.handler(async ({ input, context }) => {
    await removeGuess(projectOf(context), input.id)
    return {}
  })
})
