import type { Plan } from '../../../contract'
import { isoWeek, toDay, toNumber, weekday } from './days'

export type Zoom = 'day' | 'week' | 'month'

/** Width of a calendar day in pixels. */
export const DAY_WIDTH: Record<Zoom, number> = { day: 28, week: 12, month: 4 }

/** A stretch of the axis: days since 1970, the end not in it. */
export type Span = { from: number; to: number; day: string }

export type Axis = {
  zoom: Zoom
  first: number
  last: number
  width: number
  /** Left edge of a day in pixels. */
  x: (day: string | number) => number
  years: Span[]
  months: Span[]
  weeks: (Span & { week: number })[]
  days: Span[]
  off: Span[]
}

/**
 * The time axis of a plan: from the Monday of the week before its start to two weeks after all it may come to, at least
 * `minWidth` pixels.
 */
export function axisOf(plan: Plan, zoom: Zoom, minWidth: number): Axis {
  const width = DAY_WIDTH[zoom]
  const start = toNumber(plan.start)
  const first = start - weekday(start) - 7
  const latest = Math.max(toNumber(plan.finish), ...plan.tasks.map((task) => toNumber(task.lateFinish)))
  const last = Math.max(latest + 15, first + Math.ceil(minWidth / width))
  const holidays = new Set(plan.holidays.map(({ day }) => day))
  const days = Array.from({ length: last - first }, (_, place) => span(first + place, first + place + 1))
  return {
    zoom,
    first,
    last,
    width: (last - first) * width,
    x: (day) => ((typeof day === 'number' ? day : toNumber(day)) - first) * width,
    years: groups(days, (day) => day.slice(0, 4)),
    months: groups(days, (day) => day.slice(0, 7)),
    weeks: groups(days, (_, number) => String(number - weekday(number))).map((group) => ({
      ...group,
      week: isoWeek(group.from)
    })),
    days,
    off: days.filter(({ from, day }) => weekday(from) > 4 || holidays.has(day))
  }
}

function groups(days: readonly Span[], keyOf: (day: string, number: number) => string): Span[] {
  const found: Span[] = []
  let key = ''
  for (const { from, to, day } of days) {
    const next = keyOf(day, from)
    const last = found.at(-1)
    if (last && next === key) last.to = to
    else found.push(span(from, to))
    key = next
  }
  return found
}

function span(from: number, to: number): Span {
  return { from, to, day: toDay(from) }
}
