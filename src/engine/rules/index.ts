import { calls, job, projectOf } from '../call'
import { ruleHistory } from './history'
import { addRules, changeRule, removeRules } from './keep'
import { looksOf } from './noted'
import { listRules } from './read'
import { runRules, tryRule } from './run'
import { qualityScores } from './scores'
import { suggestRules } from './suggest'

export { RULE_STATE_WORDS } from './state'
export { presentRuleEvidence, ruleChange } from './change'

/** Data-quality rules, as the contract says it. */
export const rules = calls.rules.router({
  list: calls.rules.list.handler(({ context }) => listRules(projectOf(context))),
  add: calls.rules.add.handler(({ input, context }) => addRules(projectOf(context), input.rules, input.origin)),
  change: calls.rules.change.handler(({ input, context }) => changeRule(projectOf(context), input.id, input.rule)),
  remove: calls.rules.remove.handler(async ({ input, context }) => {
    await removeRules(projectOf(context), input.ids)
    return {}
  }),
  try: calls.rules.try.handler(({ input, context, signal }) => tryRule(projectOf(context), input.rule, signal)),
  run: calls.rules.run.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job(async (report, stop) => {
      const ran = await runRules(project, input.table, report, stop)
      project.looks.note(...looksOf(ran.results))
      return ran
    }, signal)
  }),
  suggest: calls.rules.suggest.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => suggestRules(projectOf(context), input.table, report, stop), signal)
  }),
  scores: calls.rules.scores.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => qualityScores(projectOf(context), input.table, report, stop), signal)
  }),
  history: calls.rules.history.handler(async function* ({ input, context, signal }) {
    yield* job((report, stop) => ruleHistory(projectOf(context), input.table, report, stop), signal)
  })
})
