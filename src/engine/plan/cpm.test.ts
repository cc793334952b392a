import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criticalPath, type CpmTask } from './cpm'

/** Small plans without circles: every task waits for some of those before it, then all are shuffled. */
const plans = fc
  .array(fc.record({ duration: fc.nat(9), waits: fc.nat(255), release: fc.nat(6) }), { minLength: 1, maxLength: 8 })
  .map((rows) =>
    rows.map(({ duration, waits, release }, id): CpmTask<number> => ({
      id,
      duration,
      release,
      after: Array.from({ length: id }, (_, other) => other).filter((other) => waits & (1 << other))
    }))
  )
  .chain((tasks) => fc.shuffledSubarray(tasks, { minLength: tasks.length, maxLength: tasks.length }))

describe('critical path method', () => {
  test('early times are the longest of all paths in, late times the shortest of all paths out', () => {
    fc.assert(
      fc.property(plans, (tasks) => {
        const { times, length } = criticalPath(tasks)
        if (!times) throw new Error('no circle was asked for')
        const start = Object.fromEntries(tasks.map((task) => [task.id, Math.max(...pathsTo(task, tasks))]))
        const end = Math.max(...tasks.map((task) => start[task.id]! + task.duration))
        expect(length).toBe(end)
        for (const task of tasks) {
          const found = times.get(task.id)!
          expect(found.start).toBe(start[task.id])
          expect(found.finish).toBe(found.start + task.duration)
          expect(found.lateFinish).toBe(end - Math.max(...pathsFrom(task, tasks)))
          expect(found.slack).toBe(found.lateStart - found.start)
          expect(found.critical).toBe(found.slack === 0)
        }
        expect([...times.values()].some(({ critical }) => critical)).toBe(true)
      })
    )
  })

  test('a task delayed by its slack moves nothing; by one more, the end', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (tasks, pick) => {
        const { times, length } = criticalPath(tasks)
        const task = tasks[pick % tasks.length]!
        const { start, slack } = times!.get(task.id)!
        const delayed = (by: number) =>
          criticalPath(tasks.map((other) => (other === task ? { ...task, release: start + by } : other))).length
        expect(delayed(slack)).toBe(length)
        expect(delayed(slack + 1)).toBe(length! + 1)
      })
    )
  })

  test('a circle is named in the order in which its tasks wait', () => {
    const circle = criticalPath([
      { id: 'a', duration: 1, after: [] },
      { id: 'b', duration: 1, after: ['a', 'd'] },
      { id: 'c', duration: 1, after: ['b'] },
      { id: 'd', duration: 1, after: ['c'] },
      { id: 'e', duration: 1, after: ['d'] }
    ]).cycle
    const from = circle!.indexOf('b')
    expect([...circle!.slice(from), ...circle!.slice(0, from)]).toEqual(['b', 'c', 'd'])
    expect(criticalPath([{ id: 'a', duration: 1, after: ['a'] }]).cycle).toEqual(['a'])
  })
})

/** Lengths of all ways to the start of a task, each from the release of some task on. */
function pathsTo(task: CpmTask<number>, tasks: readonly CpmTask<number>[]): number[] {
  const before = tasks.filter(({ id }) => task.after.includes(id))
  return [task.release ?? 0, ...before.flatMap((other) => pathsTo(other, tasks).map((path) => path + other.duration))]
}

function pathsFrom(task: CpmTask<number>, tasks: readonly CpmTask<number>[]): number[] {
  const next = tasks.filter(({ after }) => after.includes(task.id))
  return [0, ...next.flatMap((other) => pathsFrom(other, tasks).map((path) => path + other.duration))]
}
