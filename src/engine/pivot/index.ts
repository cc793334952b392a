import { calls, projectOf } from '../call'
import { pivotEvidence } from './evidence'
import { planPivot } from './plan'
import { pivotSheet } from './sheet'

/** Pivot tables, as the contract says them; their cells are fetched as Arrow pages of the query that `plan` answers. */
export const pivot = calls.pivot.router({
  plan: calls.pivot.plan.handler(({ input, context, signal }) => planPivot(projectOf(context), input.spec, signal)),
  evidence: calls.pivot.evidence.handler(({ input, context, signal }) =>
    pivotEvidence(projectOf(context), input.spec, input.cell, signal)
  ),
  sheet: calls.pivot.sheet.handler(async ({ input, context, signal }) => ({
    sql: await pivotSheet(projectOf(context), input, signal)
  }))
})
