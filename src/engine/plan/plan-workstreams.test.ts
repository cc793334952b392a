import { describe, expect, test } from 'vitest'
import { PlanSettings, Workstream } from '../../contract'
import { planWorkstreams } from './plan-workstreams'

const work = (id: string, durationDays: number | null, more: Partial<Workstream> = {}) =>
  Workstream.parse({ id, title: id.toUpperCase(), durationDays, ...more })
const plan = (workstreams: Workstream[], settings: Partial<PlanSettings> = {}) =>
  planWorkstreams(
    workstreams,
    PlanSettings.parse({ start: '2026-05-04', holidays: 'france', ...settings }),
    '2026-01-05'
  )

describe('calendar of workstreams', () => {
  test('counts working days only, and dates end on the last day worked', async () => {
    const { tasks, finish, makespan } = await plan([work('a', 5), work('b', 3, { after: ['a'] }), work('c', 1)])
    // Friday 8 May is a holiday: five days from Monday 4 end on Monday 11.
    expect(tasks.map(({ start, finish }) => [start, finish])).toEqual([
      ['2026-05-04', '2026-05-11'],
      ['2026-05-12', '2026-05-15'],
      ['2026-05-04', '2026-05-04']
    ])
    expect([finish, makespan]).toEqual(['2026-05-15', 8])
    expect(tasks.map(({ critical, slack }) => [critical, slack])).toEqual([
      [true, 0],
      [true, 0],
      [false, 7]
    ])
    expect(tasks[2]?.lateStart).toBe('2026-05-15')
  })

  test('a fixed start holds a workstream back, and gives way to its predecessors with a word', async () => {
    const { tasks } = await plan([
      work('a', 5, { fixedStart: '2026-05-09' }),
      work('b', 1, { after: ['a'], fixedStart: '2026-05-05' })
    ])
    expect(tasks[0]?.start).toBe('2026-05-11')
    expect(tasks[0]?.notes[0]?.fr).toContain('n’est pas un jour ouvré')
    expect(tasks[1]?.start).toBe('2026-05-19')
    expect(tasks[1]?.notes[0]?.fr).toContain('après le début fixé')
  })

  test('one at a time: an owner’s workstreams follow one another', async () => {
    const list = [work('a', 2, { owner: 'Inès' }), work('b', 3, { owner: 'Inès' }), work('c', 4, { owner: 'Luc' })]
    expect((await plan(list)).makespan).toBe(4)
    const spread = await plan(list, { oneAtATime: true })
    expect([spread.makespan, spread.criticalPathLength]).toEqual([5, 4])
    expect(spread.tasks.map(({ critical }) => critical)).toEqual([true, true, false])
  })

  test('no duration counts as 0 days and is said; no workstream is a plan too', async () => {
    const { tasks } = await plan([work('a', null), work('b', 1, { after: ['a'] })])
    expect(tasks[0]).toMatchObject({ durationUnknown: true, duration: 0, start: '2026-05-04', finish: '2026-05-04' })
    expect(tasks[0]?.notes[0]?.fr).toContain('à estimer')
    expect(await plan([])).toMatchObject({ tasks: [], makespan: 0, start: '2026-05-04', finish: '2026-05-04' })
  })

  test('without a start date the plan starts today, and says so', async () => {
    const { start, notes } = await plan([], { start: null })
    expect(start).toBe('2026-01-05')
    expect(notes[0]?.fr).toContain('aujourd’hui')
  })

  test('holidays cover the months that the plan touches', async () => {
    const { holidays } = await plan([work('a', 5)])
    expect(holidays.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'])
  })
})
