import { describe, expect, it } from 'vitest'
import { createRandom, xoshiro128starstar } from './random'

describe('xoshiro128starstar', () => {
  it('gives the outputs of the reference C program from state {1, 2, 3, 4}', () => {
    const draw = xoshiro128starstar([1, 2, 3, 4])
    expect(Array.from({ length: 6 }, draw)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492])
  })
})

describe('createRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draws = (seed: number | string): number[] => {
      const random = createRandom(seed)
      return Array.from({ length: 20 }, () => random.uint32())
    }
    expect(draws(7)).toEqual(draws(7))
    expect(draws(7)).not.toEqual(draws(8))
    expect(draws('a')).not.toEqual(draws('b'))
  })

  it('forks streams that do not depend on what was drawn before', () => {
    const first = createRandom(7)
    const second = createRandom(7)
    second.next()
    expect(first.fork('trips').uint32()).toBe(second.fork('trips').uint32())
    expect(first.fork('trips').uint32()).not.toBe(first.fork('surveys').uint32())
  })

  it('has the moments of the laws it names', () => {
    const random = createRandom(42)
    const n = 200_000
    const normal = Array.from({ length: n }, () => random.normal(10, 3))
    const exponential = Array.from({ length: n }, () => random.exponential(4))
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
    const sd = (values: number[]): number => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
    const once = mean(normal)
    expect(once).toBeCloseTo(10, 1)
    expect(Math.sqrt(mean(normal.map((value) => (value - once) ** 2)))).toBeCloseTo(3, 1)
    expect(mean(exponential)).toBeCloseTo(4, 1)
    expect(sd(exponential.slice(0, 2000))).toBeGreaterThan(3.5)
  })

  it('draws categories in proportion of their weights, never one of weight zero', () => {
    const random = createRandom(1)
    const counts = [0, 0, 0]
    for (let i = 0; i < 40_000; i++) counts[random.weighted([3, 0, 1])]!++
    expect(counts[1]).toBe(0)
    expect(counts[0]! / 40_000).toBeCloseTo(0.75, 2)
  })

  it('refuses an empty list', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError)
  })
})
