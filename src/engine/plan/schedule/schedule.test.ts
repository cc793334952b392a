import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criticalPath } from '../cpm'
import { scheduleTasks, type ResourceTask } from './index'
import { toProblem } from './problem'
import { makespanOf, serialSchedule } from './serial'

const resources = { R1: 3, R2: 2 }
const plans = fc
  .array(fc.record({ duration: fc.nat(5), waits: fc.nat(63), release: fc.nat(3), r1: fc.nat(3), r2: fc.nat(2) }), {
    minLength: 1,
    maxLength: 6
  })
  .map((rows) =>
    rows.map(({ duration, waits, release, r1, r2 }, id): ResourceTask<number> => ({
      id,
      duration,
      release,
      after: Array.from({ length: id }, (_, other) => other).filter((other) => waits & (1 << other)),
      needs: { R1: r1, R2: r2 }
    }))
  )

describe('scheduling under resource limits', () => {
  test('is sound, and as short as the best of all orders on small plans', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (tasks) => {
        const { times, makespan, criticalPathLength } = (await scheduleTasks(tasks, resources, { schedules: 300 }))!
        const start = tasks.map(({ id }) => times.get(id)!.start)
        expectSound(tasks, start)
        expect(makespan).toBe(Math.max(...tasks.map(({ id }) => times.get(id)!.finish)))
        expect(criticalPathLength).toBe(criticalPath(tasks).length)
        const problem = toProblem(tasks, resources)
        expect(makespan).toBe(
          Math.min(...orders(tasks).map((order) => makespanOf(problem, serialSchedule(problem, order))))
        )
      }),
      { numRuns: 60 }
    )
  })

  test('a task may slip by its slack without another one moving before its own late start; some task has none', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (tasks) => {
        const { times } = (await scheduleTasks(tasks, resources, { schedules: 50 }))!
        expect([...times.values()].some(({ critical }) => critical)).toBe(true)
        expectSound(
          tasks,
          tasks.map(({ id }) => times.get(id)!.lateStart)
        )
        for (const { start, lateStart, slack, critical } of times.values()) {
          expect(slack).toBe(lateStart - start)
          expect(slack).toBeGreaterThanOrEqual(0)
          expect(critical).toBe(slack === 0)
        }
      }),
      { numRuns: 100 }
    )
  })

  test('resources that cannot bind leave plain CPM', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (tasks) => {
        const { times, makespan } = (await scheduleTasks(tasks, { R1: 99, R2: 99 }, { schedules: 50 }))!
        const free = criticalPath(tasks)
        expect(makespan).toBe(free.length)
        expect(times).toEqual(free.times)
      })
    )
  })

  test('the same seed gives the same schedule, a stopped search none', async () => {
    const tasks = Array.from({ length: 30 }, (_, id) => ({
      id,
      duration: 1 + ((id * 7) % 5),
      after: id > 3 ? [(id * 3) % 4] : [],
      needs: { R1: 1 + (id % 2), R2: id % 2 }
    }))
    const run = () => scheduleTasks(tasks, resources, { schedules: 100, seed: 7 })
    expect(await run()).toEqual(await run())
    // Two of three units each: the work alone would fit in two thirds of the time, so no bound ends the search.
    const pairs = Array.from({ length: 9 }, (_, id) => ({ id, duration: 5, after: [], needs: { R1: 2 } }))
    let clock = 0
    const slow = scheduleTasks(pairs, resources, { signal: AbortSignal.abort(), now: () => (clock += 30) })
    await expect(slow).rejects.toMatchObject({ data: { kind: 'cancelled' } })
  })
})

function expectSound(tasks: readonly ResourceTask<number>[], start: readonly number[]): void {
  for (const task of tasks) {
    expect(start[task.id]).toBeGreaterThanOrEqual(task.release ?? 0)
    for (const other of task.after)
      expect(start[task.id]).toBeGreaterThanOrEqual(start[other]! + tasks[other]!.duration)
  }
  for (const [name, capacity] of Object.entries(resources))
    for (let day = 0; day < 60; day++) {
      const running = tasks.filter(({ id, duration }) => start[id]! <= day && day < start[id]! + duration)
      expect(running.reduce((sum, { needs }) => sum + (needs[name] ?? 0), 0)).toBeLessThanOrEqual(capacity)
    }
}

/** Every order in which tasks come after their predecessors. */
function orders(tasks: readonly ResourceTask<number>[], done: readonly number[] = []): number[][] {
  if (done.length === tasks.length) return [[...done]]
  return tasks
    .filter(({ id, after }) => !done.includes(id) && after.every((other) => done.includes(other)))
    .flatMap(({ id }) => orders(tasks, [...done, id]))
}
