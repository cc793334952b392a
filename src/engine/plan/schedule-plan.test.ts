import { describe, expect, test } from 'vitest'
import { PlanFile } from '../../contract'
import { schedulePlan } from './schedule-plan'

const schedule = (plan: unknown) => schedulePlan(PlanFile.parse(plan), { schedules: 50 })
const task = (id: string | number, duration: number, after: (string | number)[] = [], needs = {}) => ({
  id,
  duration,
  after,
  needs
})

describe('plan files', () => {
  test('a textbook network: times, slack, critical path', async () => {
    const answer = await schedule({
      tasks: [task('A', 3), task('B', 2), task('C', 4, ['A']), task('D', 1, ['A', 'B']), task('E', 2, ['C', 'D'])]
    })
    expect(answer.makespan).toBe(9)
    expect(answer.critical_path_length).toBe(9)
    expect(answer.tasks).toEqual([
      { id: 'A', start: 0, finish: 3, late_start: 0, late_finish: 3, slack: 0, critical: true },
      { id: 'B', start: 0, finish: 2, late_start: 4, late_finish: 6, slack: 4, critical: false },
      { id: 'C', start: 3, finish: 7, late_start: 3, late_finish: 7, slack: 0, critical: true },
      { id: 'D', start: 3, finish: 4, late_start: 6, late_finish: 7, slack: 3, critical: false },
      { id: 'E', start: 7, finish: 9, late_start: 7, late_finish: 9, slack: 0, critical: true }
    ])
  })

  test('one worker for two tasks: one after the other, both critical', async () => {
    const answer = await schedule({ tasks: [task(1, 3, [], { R: 1 }), task(2, 4, [], { R: 1 })], resources: { R: 1 } })
    expect([answer.makespan, answer.critical_path_length]).toEqual([7, 4])
    expect(answer.tasks.every(({ critical }) => critical)).toBe(true)
  })

  test('no task at all: nothing to do', async () => {
    expect(await schedule({ tasks: [] })).toEqual({ makespan: 0, critical_path_length: 0, tasks: [] })
  })

  test.each([
    ['unknown predecessor', { tasks: [task('a', 1, ['zz'])] }, /« a ».*« zz »/],
    ['a number where the id is text', { tasks: [task('1', 1), task('b', 1, [1])] }, /« b »/],
    [
      'circle',
      { tasks: [task('a', 1, ['c']), task('b', 1, ['a']), task('c', 1, ['b'])] },
      /(a → b → c|b → c → a|c → a → b)/
    ],
    ['negative duration', { tasks: [task('a', -2)] }, /« a ».*négative.*-2/],
    ['half days', { tasks: [task('a', 1.5)] }, /« a ».*entier/],
    ['twice the same id', { tasks: [task('a', 1), task('a', 2)] }, /« a ».*deux fois/],
    ['need above capacity', { tasks: [task('a', 1, [], { R: 3 })], resources: { R: 2 } }, /« a ».*3.*« R ».*2/],
    ['unknown resource', { tasks: [task('a', 1, [], { R: 3 })] }, /« R »/],
    ['negative need', { tasks: [task('a', 1, [], { R: -1 })], resources: { R: 2 } }, /« a »/],
    ['negative capacity', { tasks: [], resources: { R: -2 } }, /« R »/]
  ])('refuses: %s', async (_, plan, message) => {
    const error = await schedule(plan).then(
      () => null,
      (thrown: { data: { kind: string; message: { fr: string } } }) => thrown
    )
    expect(error?.data.kind).toBe('input')
    expect(error?.data.message.fr).toMatch(message)
  })
})
