import { calls, projectOf } from '../call'
import { addStep, enableStep, moveStep, removeStep } from './edit'
import { showRecipe } from './show'

export { compileRecipe, stepTitle } from './compile'
export { deriveCleanTables } from './derive'

/** The recipe that makes each clean table from its raw table, as the contract says it. */
export const recipe = calls.recipe.router({
  show: calls.recipe.show.handler(({ input, context, signal }) => showRecipe(projectOf(context), input.table, signal)),
  add: calls.recipe.add.handler(({ input, context }) => addStep(projectOf(context), input.table, input.spec)),
  enable: calls.recipe.enable.handler(({ input, context }) => enableStep(projectOf(context), input.id, input.enabled)),
  remove: calls.recipe.remove.handler(async ({ input, context }) => {
    await removeStep(projectOf(context), input.id)
    return {}
  }),
  move: calls.recipe.move.handler(async ({ input, context }) => {
    await moveStep(projectOf(context), input.id, input.before)
    return {}
  })
})
