import { setImmediate } from 'node:timers/promises'

/** The rows of a sample by column: equal numbers where values are equal. */
export type Sample = readonly (readonly number[])[]

/** A set of columns, by place, with the pairs of rows that would be alike in all of them by chance. */
export interface UniqueSet {
  columns: number[]
  expected: number
  /** The rows are all combinations of their values, once each. */
  whole: boolean
}

/**
 * Minimal sets of two and of three columns whose values do not repeat in a sample, level by level: what a smaller set tells
 * apart already is not widened, as in unique column combination discovery (Abedjan and Naumann, "Advancing the discovery of
 * unique column combinations", CIKM 2011; Heise et al., "Scalable discovery of unique column combinations", PVLDB 2013).
 * Uniqueness counts as much as it surprises: `expected` is the number of row pairs of the whole table (`rows`) that would be
 * alike by chance, were the last column independent of the others; the least over the orders. Sets below `least` are left out,
 * unless the rows of a whole table are all combinations of their values, once each, and `grids` are asked for: in a small table
 * that is as unlikely.
 */
export async function uniqueSets(sample: Sample, rows: number, least: number, grids = false): Promise<UniqueSet[]> {
  const columns = sample.map(numbered)
  const size = columns[0]?.length ?? 0
  const all = (size * (size - 1)) / 2
  if (!all) return []
  const pairsOfTable = (rows * (rows - 1)) / 2
  const alike = columns.map((column) => alikePairs(column) / all)
  const kinds = columns.map((column) => new Set(column).size)
  const found: UniqueSet[] = []
  const take = (places: number[], expected: number): void => {
    const whole = size === rows && places.reduce((product, place) => product * (kinds[place] ?? 0), 1) === rows
    if (expected >= least || (grids && whole)) found.push({ columns: places, expected, whole })
  }
  const open: { a: number; b: number; codes: number[] }[] = []
  const shares = new Map<number, number>()
  const at = (a: number, b: number): number => a * columns.length + b
  for (const [a, left] of columns.entries()) {
    // Other calls are answered meanwhile.
    await setImmediate()
    for (const [b, right] of columns.entries()) {
      if (b <= a) continue
      const expected = (alike[a] ?? 0) * (alike[b] ?? 0) * pairsOfTable
      if (isUnique(left, right)) {
        take([a, b], expected)
        continue
      }
      const codes = numbered(left.map((code, row) => code * size + (right[row] ?? 0)))
      open.push({ a, b, codes })
      shares.set(at(a, b), alikePairs(codes) / all)
    }
  }
  for (const { a, b, codes } of open) {
    await setImmediate()
    for (const [c, third] of columns.entries()) {
      const [ab, ac, bc] = [shares.get(at(a, b)), shares.get(at(a, c)), shares.get(at(b, c))]
      if (c <= b || ab === undefined || ac === undefined || bc === undefined) continue
      const chances = [ab * (alike[c] ?? 0), ac * (alike[b] ?? 0), bc * (alike[a] ?? 0)]
      const expected = Math.min(...chances) * pairsOfTable
      if (isUnique(codes, third)) take([a, b, c], expected)
    }
  }
  return found
}

/** Pairs of rows with the same value. */
function alikePairs(codes: readonly number[]): number {
  const counts = new Map<number, number>()
  let pairs = 0
  for (const code of codes) {
    const before = counts.get(code) ?? 0
    pairs += before
    counts.set(code, before + 1)
  }
  return pairs
}

/** Whether no pair of values comes twice; most sets are refused after a few rows. */
function isUnique(left: readonly number[], right: readonly number[]): boolean {
  const seen = new Set<number>()
  for (let row = 0; row < left.length; row++) {
    const code = (left[row] ?? 0) * left.length + (right[row] ?? 0)
    if (seen.has(code)) return false
    seen.add(code)
  }
  return true
}

/** Values numbered from 0 in the order in which they come, so that pairs of them stay exact. */
function numbered(values: readonly number[]): number[] {
  const places = new Map<number, number>()
  return values.map((value) => {
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
}
