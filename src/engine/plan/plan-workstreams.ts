import type { Day, LocalizedText, Plan, PlanSettings, PlannedWorkstream, Workstream } from '../../contract'
import { fail } from '../errors'
import { dependencyOrder } from '../workstreams'
import { workCalendar, type WorkCalendar } from './calendar'
import type { CpmTimes } from './cpm'
import { weekday } from './days'
import { publicHolidays } from './holidays'
import { scheduleTasks, type ResourceTask } from './schedule'

/** Tried for the "one at a time" plan: a fixed number, so that the plan is the same on every machine. */
const SCHEDULES = 2000

/**
 * The calendar of the workstreams: CPM over working days, each after its predecessors and not before its fixed start,
 * and where the settings ask for it one at a time for each owner. Workstreams without a duration take 0 days, and say so.
 */
export async function planWorkstreams(
  workstreams: readonly Workstream[],
  settings: PlanSettings,
  today: Day,
  signal?: AbortSignal
): Promise<Plan> {
  const calendar = workCalendar(settings.start ?? today, settings.holidays)
  const tasks = workstreams.map((workstream) => taskOf(workstream, calendar, settings))
  const owners = settings.oneAtATime ? workstreams.map(({ owner }) => owner).filter(Boolean) : []
  const capacities = Object.fromEntries(owners.map((owner) => [owner, 1]))
  const scheduled = await scheduleTasks(tasks, capacities, { schedules: SCHEDULES, signal })
  if (!scheduled) throw circle(workstreams)
  const planned = workstreams.map((workstream) => bar(workstream, scheduled.times.get(workstream.id)!, calendar))
  const finish = lastDay(0, scheduled.makespan, calendar)
  return {
    settings,
    start: calendar.start,
    finish,
    makespan: scheduled.makespan,
    criticalPathLength: scheduled.criticalPathLength,
    tasks: planned,
    holidays: settings.holidays === 'none' ? [] : holidaysBetween(calendar.start, finish),
    notes: notesOf(settings, calendar)
  }
}

function taskOf(workstream: Workstream, calendar: WorkCalendar, settings: PlanSettings): ResourceTask<string> {
  const { id, after, owner, durationDays, fixedStart } = workstream
  return {
    id,
    after,
    duration: durationDays ?? 0,
    release: fixedStart === null ? 0 : calendar.indexOf(fixedStart),
    needs: settings.oneAtATime && owner ? Object.fromEntries([[owner, 1]]) : {}
  }
}

function bar(workstream: Workstream, times: CpmTimes, calendar: WorkCalendar): PlannedWorkstream {
  const { id, title, owner, status, after, fixedStart, durationDays } = workstream
  const { start, finish, lateStart, lateFinish, slack, critical } = times
  return {
    id,
    title,
    owner,
    status,
    after,
    fixedStart,
    duration: durationDays ?? 0,
    durationUnknown: durationDays === null,
    startDay: start,
    finishDay: finish,
    lateStartDay: lateStart,
    lateFinishDay: lateFinish,
    slack,
    critical,
    start: calendar.dateOf(start),
    finish: lastDay(start, finish, calendar),
    lateStart: calendar.dateOf(lateStart),
    lateFinish: lastDay(lateStart, lateFinish, calendar),
    notes: notesOn(workstream, start, calendar)
  }
}

/** The last day worked; a milestone has its own day. */
function lastDay(start: number, finish: number, calendar: WorkCalendar): Day {
  return calendar.dateOf(finish > start ? finish - 1 : start)
}

function notesOn({ durationDays, fixedStart }: Workstream, start: number, calendar: WorkCalendar): LocalizedText[] {
  const notes: LocalizedText[] = []
  if (durationDays === null)
    notes.push({ fr: 'Durée à estimer : compté 0 jour.', en: 'Duration not estimated: counted as 0 days.' })
  if (fixedStart === null) return notes
  if (fixedStart < calendar.start)
    notes.push({
      fr: 'Le début fixé précède celui du projet : il ne compte pas.',
      en: 'The fixed start lies before the project’s: it has no effect.'
    })
  else if (!calendar.isWorking(fixedStart))
    notes.push({
      fr: 'Le début fixé n’est pas un jour ouvré : le suivant est pris.',
      en: 'The fixed start is not a working day: the next one is taken.'
    })
  if (start > calendar.indexOf(fixedStart))
    notes.push({
      fr: 'Commence après le début fixé : ses prédécesseurs ou son responsable ne sont pas libres avant.',
      en: 'Starts after its fixed start: its predecessors or its owner are not free before.'
    })
  return notes
}

function notesOf(settings: PlanSettings, calendar: WorkCalendar): LocalizedText[] {
  const notes: LocalizedText[] = []
  if (settings.start === null)
    notes.push({
      fr: 'La date de début du projet n’est pas choisie : le calendrier part d’aujourd’hui.',
      en: 'The project’s start date is not chosen: the calendar starts today.'
    })
  else if (!calendar.isWorking(settings.start))
    notes.push({
      fr: 'La date de début n’est pas un jour ouvré : le plan part du suivant.',
      en: 'The start date is not a working day: the plan starts on the next one.'
    })
  return notes
}

function holidaysBetween(start: Day, finish: Day): Plan['holidays'] {
  const [first, last] = [start.slice(0, 7), finish.slice(0, 7)]
  const year = Number(start.slice(0, 4))
  return Array.from({ length: Number(finish.slice(0, 4)) - year + 1 }, (_, offset) => publicHolidays(year + offset))
    .flat()
    .filter(({ day }) => day.slice(0, 7) >= first && day.slice(0, 7) <= last && weekday(day) < 5)
}

function circle(workstreams: readonly Workstream[]): Error {
  const { cycle } = dependencyOrder(workstreams)
  const titles = (cycle ?? []).map((id) => workstreams.find((workstream) => workstream.id === id)?.title ?? id)
  return fail('conflict', {
    fr: `Ces chantiers s’attendent en rond : ${titles.join(' → ')}.`,
    en: `These workstreams wait for one another in a circle: ${titles.join(' → ')}.`
  })
}
