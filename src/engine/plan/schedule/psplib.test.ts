import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PlanFile } from '../../../contract'
import { schedulePlan } from '../schedule-plan'

/** Single-mode instances of the project scheduling library; named by the environment, or lying beside the repository. */
const FOLDER = process.env.CHANTIER_PSPLIB ?? resolve(import.meta.dirname, '../../../../../shared/data/schedule')

describe.skipIf(!existsSync(join(FOLDER, 'best-known-j30.csv')))('PSPLIB j30', () => {
  test('longest paths are those of the library; schedules are sound and close to the best known', async () => {
    const known = bestKnown()
    const gaps: number[] = []
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.sm'))) {
      const { plan, longestPath } = readInstance(readFileSync(join(FOLDER, name), 'latin1'))
      // By count rather than by time, so that the test says the same on every machine.
      const schedule = await schedulePlan(plan, { schedules: 400 })
      expect(schedule.critical_path_length, name).toBe(longestPath)
      expectSound(plan, schedule.tasks, schedule.makespan)
      const best = known.get(name)
      if (best === undefined) throw new Error(`no best known length for ${name}`)
      expect(schedule.makespan, name).toBeGreaterThanOrEqual(best)
      gaps.push(schedule.makespan / best - 1)
    }
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    console.info(
      `PSPLIB j30: ${gaps.length} instances, ${gaps.filter((gap) => gap === 0).length} at the best known length, mean gap ${(100 * mean).toFixed(2)} %`
    )
    expect(mean).toBeLessThan(0.01)
  })
})

function expectSound(
  plan: PlanFile,
  tasks: { id: string | number; start: number; finish: number }[],
  makespan: number
): void {
  const at = new Map(tasks.map((task) => [task.id, task]))
  for (const { id, duration, after } of plan.tasks) {
    expect(at.get(id)!.finish - at.get(id)!.start).toBe(duration)
    for (const other of after) expect(at.get(id)!.start).toBeGreaterThanOrEqual(at.get(other)!.finish)
  }
  for (const [name, capacity] of Object.entries(plan.resources)) {
    for (let day = 0; day < makespan; day++) {
      const running = plan.tasks.filter(({ id }) => at.get(id)!.start <= day && day < at.get(id)!.finish)
      const used = running.reduce((sum, { needs }) => sum + (needs[name] ?? 0), 0)
      expect(used, `${name} on day ${day}`).toBeLessThanOrEqual(capacity)
    }
  }
}

function bestKnown(): Map<string, number> {
  const lines = readFileSync(join(FOLDER, 'best-known-j30.csv'), 'utf8').trim().split('\n').slice(1)
  return new Map(
    lines.map((line) => line.split(',') as [string, string]).map(([name, length]) => [name, Number(length)])
  )
}

/** Reads the `.sm` format: the blocks of precedence relations, of requests and of availabilities. */
function readInstance(text: string): { plan: PlanFile; longestPath: number } {
  const lines = text.split('\n').map((line) => line.trim())
  const numbersAfter = (title: string, skip: number) => {
    const first = lines.findIndex((line) => line.startsWith(title)) + skip
    const end = lines.findIndex((line, index) => index >= first && !/^\d/.test(line))
    return lines.slice(first, end).map((line) => line.split(/\s+/).map(Number))
  }
  const after = new Map<number, number[]>()
  for (const [job = 0, , , ...successors] of numbersAfter('PRECEDENCE', 2))
    for (const successor of successors) after.set(successor, [...(after.get(successor) ?? []), job])
  const requests = numbersAfter('REQUESTS', 3)
  const [capacity = []] = numbersAfter('RESOURCEAVAILABILITIES', 2)
  const name = (index: number) => `R${index + 1}`
  const tasks = requests.map(([id = 0, , duration = 0, ...needs]) => ({
    id,
    duration,
    after: after.get(id) ?? [],
    needs: Object.fromEntries(needs.map((amount, index) => [name(index), amount]))
  }))
  const resources = Object.fromEntries(capacity.map((amount, index) => [name(index), amount]))
  const [project = []] = numbersAfter('pronr.', 1)
  return { plan: { tasks, resources }, longestPath: project[5] ?? NaN }
}
