import type { PlanFile, Schedule } from '../../contract'
import { checkPlan } from './check-plan'
import { scheduleTasks, type SearchBounds } from './schedule'

/**
 * Schedules a plan file: times in whole days from 0, in the plan's own order of tasks.
 * @throws ChantierError naming the task for unknown ids, circles, bad durations, needs above capacity.
 */
export async function schedulePlan(plan: PlanFile, bounds: SearchBounds): Promise<Schedule> {
  checkPlan(plan)
  const scheduled = await scheduleTasks(plan.tasks, plan.resources, bounds)
  if (!scheduled) throw new Error('a checked plan has a circle')
  return {
    makespan: scheduled.makespan,
    critical_path_length: scheduled.criticalPathLength,
    tasks: plan.tasks.map(({ id }) => {
      const times = scheduled.times.get(id)
      if (!times) throw new Error(`no times for task ${id}`)
      const { start, finish, lateStart, lateFinish, slack, critical } = times
      return { id, start, finish, late_start: lateStart, late_finish: lateFinish, slack, critical }
    })
  }
}
