import type { Plan } from '../../contract'
import { calls, projectOf } from '../call'
import type { Project } from '../project'
import { listWorkstreams } from '../workstreams'
import { planWorkstreams } from './plan-workstreams'
import { schedulePlan } from './schedule-plan'
import { configurePlan, planSettings, today } from './settings'

/** The calendar of the project's workstreams as they are now. */
export async function readPlan(project: Project, signal?: AbortSignal): Promise<Plan> {
  return planWorkstreams(await listWorkstreams(project), await planSettings(project), today(), signal)
}

/** The plan, as the contract says it. */
export const plan = calls.plan.router({
  get: calls.plan.get.handler(({ context, signal }) => readPlan(projectOf(context), signal)),
  configure: calls.plan.configure.handler(({ input, context }) => configurePlan(projectOf(context), input)),
  schedule: calls.plan.schedule.handler(({ input, signal }) =>
    schedulePlan(input.plan, { seconds: input.seconds, signal })
  )
})
