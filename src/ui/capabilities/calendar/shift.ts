import type { Plan, PlannedWorkstream, WorkstreamPatch } from '../../../contract'
import { workingDayFrom } from './days'

/** What an arrow key asks for: the change, or why there is none. */
export type Shift = { patch: WorkstreamPatch } | { refused: 'earliest' | 'shortest' }

/**
 * One working day earlier or later. A start moves by its "not before" date; where that date does not hold the
 * workstream back, it is its predecessors that do, and it cannot start earlier.
 */
export function shiftStart(task: PlannedWorkstream, plan: Plan, direction: 1 | -1): Shift {
  const holidays = new Set(plan.holidays.map(({ day }) => day))
  if (direction === -1 && (task.fixedStart === null || task.fixedStart < task.start || task.start <= plan.start))
    return { refused: 'earliest' }
  const day = workingDayFrom(task.start, direction, holidays)
  return { patch: { fixedStart: day <= plan.start ? null : day } }
}

/** One working day longer or shorter. */
export function shiftDuration(task: PlannedWorkstream, direction: 1 | -1): Shift {
  if (direction === -1 && task.duration === 0) return { refused: 'shortest' }
  return { patch: { durationDays: task.duration + direction } }
}
