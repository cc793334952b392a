import { calls, job, projectOf } from '../call'
import { judgeRecipe } from './judge-recipe'

/** What a recipe did to the quality of its table: the call of `recipe` about it. */
export const outcome = {
  judge: calls.recipe.judge.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job((report, stop) => judgeRecipe(project, input.table, report, stop), signal)
  })
}
