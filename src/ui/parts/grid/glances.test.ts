import { expect, it, vi } from 'vitest'
import type { Glance } from '../../../contract'
import { GlanceCache } from './glances'

const glance = (column: number): Glance => ({
  column,
  rows: 1,
  missing: 0,
  ordered: true,
  min: null,
  max: null,
  bars: [],
  beyond: { below: null, above: null }
})
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('reads the columns in view, two at a time, once each, and gives up those left behind', async () => {
  const asked: { column: number; signal: AbortSignal; answer: (ok?: boolean) => void }[] = []
  const changed = vi.fn()
  const cache = new GlanceCache(
    (column, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        asked.push({ column, signal, answer: (ok = true) => (ok ? resolve(glance(column)) : reject(new Error('no'))) })
      }),
    changed
  )
  cache.want([0, 1, 2, 3])
  expect(asked.map(({ column }) => column)).toEqual([0, 1])
  asked[0]?.answer()
  await settle()
  expect(cache.get(0)?.column).toBe(0)
  expect(asked.map(({ column }) => column)).toEqual([0, 1, 2])
  cache.want([8, 9])
  await settle()
  expect(asked[1]?.signal.aborted && asked[2]?.signal.aborted).toBe(true)
  expect(asked.slice(3).map(({ column }) => column)).toEqual([8, 9])
  asked[3]?.answer(false)
  asked[4]?.answer()
  await settle()
  cache.want([8, 9])
  expect(asked).toHaveLength(5)
  expect(cache.get(8)).toBeNull()
  cache.want([1])
  expect(asked.at(-1)?.column).toBe(1)
  cache.close()
})
