import { z } from 'zod'
import { call } from './call'
import { LocalizedText } from './common'
import { Day, WorkstreamStatus } from './workstreams'

const settings = {
  start: Day.nullable(),
  holidays: z.enum(['none', 'france']),
  oneAtATime: z.boolean()
}

/** Which days count as working days, and how the plan is made. */
export const PlanSettings = z.object({
  /** First day of the project; null until it is chosen: the plan then starts today. */
  start: settings.start.default(null),
  /** Saturdays and Sundays are always off; `france` adds the eleven public holidays of metropolitan France. */
  holidays: settings.holidays.default('none'),
  /** True when one owner leads one workstream at a time: the plan then spreads them. */
  oneAtATime: settings.oneAtATime.default(false)
})
export type PlanSettings = z.infer<typeof PlanSettings>

/**
 * One bar of the calendar. `startDay`…`slack` count working days from the first day of the project (0-based);
 * `finishDay` is the day after the last one, as in CPM, while the date `finish` is the last day worked.
 */
export const PlannedWorkstream = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string(),
  status: WorkstreamStatus,
  after: z.array(z.string()),
  fixedStart: Day.nullable(),
  duration: z.number().int(),
  /** True where no duration was given: planned as 0 days, and said so. */
  durationUnknown: z.boolean(),
  startDay: z.number().int(),
  finishDay: z.number().int(),
  lateStartDay: z.number().int(),
  lateFinishDay: z.number().int(),
  slack: z.number().int(),
  critical: z.boolean(),
  start: Day,
  finish: Day,
  lateStart: Day,
  lateFinish: Day,
  notes: z.array(LocalizedText)
})
export type PlannedWorkstream = z.infer<typeof PlannedWorkstream>

export const Plan = z.object({
  settings: PlanSettings,
  /** First working day of the plan, and the last day worked. */
  start: Day,
  finish: Day,
  /** Working days from start to finish, and the length that dependencies and dates alone would ask for. */
  makespan: z.number().int(),
  criticalPathLength: z.number().int(),
  tasks: z.array(PlannedWorkstream),
  /** Public holidays on weekdays between the month of the start and the month of the finish, both whole. */
  holidays: z.array(z.object({ day: Day, name: LocalizedText })),
  notes: z.array(LocalizedText)
})
export type Plan = z.infer<typeof Plan>

const taskId = z.union([z.string().min(1).max(200), z.number()])

/** A plan to be scheduled: whole working days, finish-to-start dependencies, renewable resources. */
export const PlanFile = z.object({
  tasks: z
    .array(
      z.object({
        id: taskId,
        duration: z.number(),
        after: z.array(taskId).default([]),
        needs: z.record(z.string(), z.number()).default({})
      })
    )
    .max(20_000),
  resources: z.record(z.string(), z.number()).default({})
})
export type PlanFile = z.infer<typeof PlanFile>

/**
 * A schedule. `critical_path_length` ignores resources. `late_start` is the latest start that leaves the
 * end of the plan where it is, with the dependencies and, where resources bind, the hand-overs of this schedule kept; critical: no slack.
 */
export const Schedule = z.object({
  makespan: z.number(),
  critical_path_length: z.number(),
  tasks: z.array(
    z.object({
      id: taskId,
      start: z.number(),
      finish: z.number(),
      late_start: z.number(),
      late_finish: z.number(),
      slack: z.number(),
      critical: z.boolean()
    })
  )
})
export type Schedule = z.infer<typeof Schedule>

export const plan = {
  get: call.input(z.object({}).optional()).output(Plan),
  configure: call.input(z.object(settings).partial()).output(PlanSettings),
  /** Schedules any plan, apart from the project. `seconds` bounds the search for a shorter one. */
  schedule: call.input(z.object({ plan: PlanFile, seconds: z.number().min(0).max(3600).default(1) })).output(Schedule)
}
