import { calls, projectOf } from '../call'
import { queryEvidence } from './evidence'
import { explainQuery } from './explain'
import { listFunctions } from './functions'
import { forgetQueries, pastQueries } from './history'
import { runAndNote } from './run'

/** Queries written by hand, as the contract says it. */
export const queries = calls.queries.router({
  run: calls.queries.run.handler(({ input, context, signal }) => runAndNote(projectOf(context), input.sql, signal)),
  functions: calls.queries.functions.handler(({ context }) => listFunctions(projectOf(context))),
  explain: calls.queries.explain.handler(({ input, context, signal }) =>
    explainQuery(projectOf(context), input.sql, input.analyze, signal)
  ),
  evidence: calls.queries.evidence.handler(({ input, context, signal }) =>
    queryEvidence(projectOf(context), input.sql, signal)
  ),
  history: calls.queries.history.handler(({ context }) => pastQueries(projectOf(context))),
  forget: calls.queries.forget.handler(async ({ input, context }) => {
    await forgetQueries(projectOf(context), input.id)
    return {}
  })
})
