import { describe, expect, test } from 'vitest'
import type { Plan, PlannedWorkstream } from '../../../contract'
import { arrowPath, arrowsOf, barBox } from './arrows'
import { axisOf } from './axis'
import { isoWeek, toDay, toNumber, weekday, workingDayFrom } from './days'
import { shiftDuration, shiftStart } from './shift'

const task = (more: Partial<PlannedWorkstream>): PlannedWorkstream => ({
  id: 'a',
  title: 'A',
  owner: '',
  status: 'idea',
  after: [],
  fixedStart: null,
  duration: 5,
  durationUnknown: false,
  startDay: 0,
  finishDay: 5,
  lateStartDay: 0,
  lateFinishDay: 5,
  slack: 0,
  critical: true,
  start: '2026-05-04',
  finish: '2026-05-11',
  lateStart: '2026-05-04',
  lateFinish: '2026-05-11',
  notes: [],
  ...more
})
const plan = (tasks: PlannedWorkstream[]): Plan => ({
  settings: { start: '2026-05-04', holidays: 'france', oneAtATime: false },
  start: '2026-05-04',
  finish: '2026-05-20',
  makespan: 10,
  criticalPathLength: 10,
  tasks,
  holidays: [{ day: '2026-05-08', name: { fr: 'Victoire 1945', en: 'VE Day' } }],
  notes: []
})

describe('days', () => {
  test.each([
    ['2026-01-01', 1],
    ['2026-12-31', 53],
    ['2027-01-01', 53],
    ['2027-01-04', 1],
    ['2024-12-30', 1]
  ])('%s is in ISO week %i', (day, week) => expect(isoWeek(toNumber(day))).toBe(week))

  test('go to numbers and back, also over a clock change', () => {
    for (const day of ['2026-03-28', '2026-03-29', '2026-10-25']) expect(toDay(toNumber(day))).toBe(day)
    expect(weekday(toNumber('2026-05-04'))).toBe(0)
  })

  test('the next working day jumps weekends and holidays', () => {
    const off = new Set(['2026-05-08'])
    expect(workingDayFrom('2026-05-07', 1, off)).toBe('2026-05-11')
    expect(workingDayFrom('2026-05-11', -1, off)).toBe('2026-05-07')
  })
})

describe('moving a bar by keys', () => {
  test('to the right sets the day before which it does not start', () => {
    expect(shiftStart(task({ start: '2026-05-07' }), plan([]), 1)).toEqual({ patch: { fixedStart: '2026-05-11' } })
  })

  test('to the left moves that day back, and drops it at the start of the project', () => {
    const held = task({ start: '2026-05-06', fixedStart: '2026-05-06' })
    expect(shiftStart(held, plan([]), -1)).toEqual({ patch: { fixedStart: '2026-05-05' } })
    const second = task({ start: '2026-05-05', fixedStart: '2026-05-05' })
    expect(shiftStart(second, plan([]), -1)).toEqual({ patch: { fixedStart: null } })
  })

  test('cannot go before what its predecessors allow', () => {
    expect(shiftStart(task({ start: '2026-05-06' }), plan([]), -1)).toEqual({ refused: 'earliest' })
    const pushed = task({ start: '2026-05-12', fixedStart: '2026-05-05' })
    expect(shiftStart(pushed, plan([]), -1)).toEqual({ refused: 'earliest' })
  })

  test('durations stop at 0', () => {
    expect(shiftDuration(task({ duration: 1 }), -1)).toEqual({ patch: { durationDays: 0 } })
    expect(shiftDuration(task({ duration: 0 }), -1)).toEqual({ refused: 'shortest' })
  })
})

describe('drawing', () => {
  const shown = plan([
    task({}),
    task({ id: 'b', after: ['a', 'gone'], start: '2026-05-12', finish: '2026-05-12', duration: 1 })
  ])

  test('the axis starts on a Monday before the plan, holds it all, and marks days off', () => {
    const axis = axisOf(shown, 'week', 600)
    expect(weekday(axis.first)).toBe(0)
    expect(axis.x(shown.start)).toBeGreaterThan(0)
    expect(axis.x(shown.finish)).toBeLessThan(axis.width)
    expect(axis.width).toBeGreaterThanOrEqual(600)
    expect(axis.off.map(({ day }) => day)).toContain('2026-05-08')
    expect(axis.weeks.every(({ from }) => weekday(from) === 0)).toBe(true)
  })

  test('a bar covers its first to its last day; weekends within are covered', () => {
    const axis = axisOf(shown, 'day', 0)
    expect(barBox(shown.tasks[0]!, axis).width).toBe(8 * 28)
    expect(barBox(task({ duration: 0 }), axis).width).toBe(20)
  })

  test('one arrow for each dependency that is there, ending where the waiting bar starts', () => {
    const axis = axisOf(shown, 'week', 0)
    const arrows = arrowsOf(shown.tasks, axis)
    expect(arrows.map(({ key }) => key)).toEqual(['a→b'])
    expect(arrows[0]?.d.endsWith(`H${barBox(shown.tasks[1]!, axis).left}`)).toBe(true)
    expect(arrowPath({ x: 100, y: 10 }, { x: 50, y: 40 })).toBe('M100,10h6V25H41V40H50')
  })
})
