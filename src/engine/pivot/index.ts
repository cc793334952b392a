import { calls, projectOf } from '../call'
import { pivotEvidence } from './evidence'
import { lastLayout } from './last'
import { lookOf } from './noted'
import { planPivot } from './plan'
import { pivotSheet } from './sheet'

/** Pivot tables, as the contract says them; their cells are fetched as Arrow pages of the query that `plan` answers. */
export const pivot = calls.pivot.router({
  plan: calls.pivot.plan.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const plan = await planPivot(project, input.spec, signal)
    project.looks.note(lookOf(input.spec, plan))
    return plan
  }),
  last: calls.pivot.last.handler(async ({ input, context }) => ({
    layout: await lastLayout(projectOf(context), input.table)
  })),
  evidence: calls.pivot.evidence.handler(({ input, context, signal }) =>
    pivotEvidence(projectOf(context), input.spec, input.cell, signal)
  ),
  sheet: calls.pivot.sheet.handler(async ({ input, context, signal }) => ({
    sql: await pivotSheet(projectOf(context), input, signal)
  }))
})
