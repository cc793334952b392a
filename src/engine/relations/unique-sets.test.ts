import { expect, test } from 'vitest'
import { uniqueSets } from './unique-sets'

const rows = <T>(count: number, of: (row: number) => T): T[] => Array.from({ length: count }, (_, row) => of(row))

test('the smallest sets that tell rows apart, and none that holds one', async () => {
  const shop = rows(120, (i) => i % 10)
  const month = rows(120, (i) => Math.floor(i / 10))
  const half = rows(120, (i) => i % 2)
  const found = await uniqueSets([shop, half, month], 120, 12)
  expect(found.map(({ columns }) => columns)).toEqual([[0, 2]])
  // A tenth times a twelfth of all pairs, about.
  expect(found[0]?.expected).toBeGreaterThan(40)
})

test('triples, where no pair does', async () => {
  const sample = [
    rows(240, (i) => i % 4),
    rows(240, (i) => Math.floor(i / 4) % 6),
    rows(240, (i) => Math.floor(i / 24))
  ]
  expect((await uniqueSets(sample, 240, 12)).map(({ columns }) => columns)).toEqual([[0, 1, 2]])
})

test('uniqueness that chance explains is none', async () => {
  // Nearly unique alone: two repeats, which the other column happens to part.
  const nearly = rows(100, (i) => (i < 2 ? 0 : i))
  expect(await uniqueSets([nearly, rows(100, (i) => i % 5)], 100, 12)).toEqual([])
  expect(await uniqueSets([[], []], 0, 12)).toEqual([])
})

test('a small table of all combinations, once each, is a grid; one that lacks some may be so by chance', async () => {
  const town = rows(12, (i) => Math.floor(i / 3))
  const year = rows(12, (i) => i % 3)
  const amount = rows(12, (i) => (i < 2 ? 0 : i))
  expect(await uniqueSets([town, year, amount], 12, 12)).toEqual([])
  expect((await uniqueSets([town, year, amount], 12, 12, true)).map(({ columns }) => columns)).toEqual([[0, 1]])
  const but = (values: number[]): number[] => values.slice(0, 11)
  expect(await uniqueSets([but(town), but(year)], 11, 12, true)).toEqual([])
})
