import { calls, projectOf } from '../call'
import { pivotEvidence } from './evidence'
import { lookOf } from './noted'
import { planOf } from './plan'
import { preparePivot } from './prepare'
import { pivotSheet } from './sheet'

/** Pivot tables, as the contract says them; their cells are fetched as Arrow pages of the query that `plan` answers. */
export const pivot = calls.pivot.router({
  plan: calls.pivot.plan.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const prepared = await preparePivot(project, input.spec, signal)
    project.looks.note(lookOf(input.spec, prepared))
    return planOf(input.spec, prepared)
  }),
  evidence: calls.pivot.evidence.handler(({ input, context, signal }) =>
    pivotEvidence(projectOf(context), input.spec, input.cell, signal)
  ),
  sheet: calls.pivot.sheet.handler(async ({ input, context, signal }) => ({
    sql: await pivotSheet(projectOf(context), input, signal)
  }))
})
