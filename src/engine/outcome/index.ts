import { calls, projectOf } from '../call'
import { judgeRecipe } from './judge-recipe'

/** What a recipe did to the quality of its table: the call of `recipe` about it. */
export const outcome = {
  judge: calls.recipe.judge.handler(async function* ({ input, context, signal }) {
    yield* judgeRecipe(projectOf(context), input.table, signal)
  })
}
