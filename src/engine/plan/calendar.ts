import type { Day, PlanSettings } from '../../contract'
import { fail } from '../errors'
import { toDay, toNumber, weekday } from './days'
import { publicHolidays } from './holidays'

/** No plan of people goes further; a date beyond it is a slip of the hand. */
const MOST_DAYS = 200_000

/** Turns days counted from the start of the project into dates and back, over working days only. */
export interface WorkCalendar {
  /** The first working day on or after the project's start. */
  readonly start: Day
  /** The date of working day `index` (0 is `start`). */
  dateOf(index: number): Day
  /** The number of the first working day on or after `date`; 0 for dates before the start. */
  indexOf(date: Day): number
  isWorking(date: Day): boolean
}

/** A calendar with weekends off and, where asked for, public holidays too. */
export function workCalendar(start: Day, holidays: PlanSettings['holidays']): WorkCalendar {
  const off = new Map<number, Set<Day>>()
  const isHoliday = (date: Day): boolean => {
    if (holidays === 'none') return false
    const year = Number(date.slice(0, 4))
    if (!off.has(year)) off.set(year, new Set(publicHolidays(year).map(({ day }) => day)))
    return off.get(year)!.has(date)
  }
  const isWorking = (date: Day): boolean => weekday(date) < 5 && !isHoliday(date)
  const days: Day[] = []
  let next = toNumber(start)
  const grow = (): Day => {
    while (!isWorking(toDay(next))) next++
    const day = toDay(next++)
    days.push(day)
    return day
  }
  const dateOf = (index: number): Day => {
    if (index > MOST_DAYS) throw tooFar()
    while (days.length <= index) grow()
    return days[index]!
  }
  const indexOf = (date: Day): number => {
    while ((days.at(-1) ?? '') < date && days.length <= MOST_DAYS) grow()
    let [low, high] = [0, days.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (days[middle]! >= date) high = middle
      else low = middle + 1
    }
    return low
  }
  return { start: dateOf(0), dateOf, indexOf, isWorking }
}

function tooFar(): Error {
  return fail(
    'limit',
    {
      fr: `Le plan dépasse ${MOST_DAYS} jours ouvrés.`,
      en: `The plan is longer than ${MOST_DAYS} working days.`
    },
    { hint: { fr: 'Vérifiez les durées et les débuts fixés.', en: 'Check durations and fixed starts.' } }
  )
}
