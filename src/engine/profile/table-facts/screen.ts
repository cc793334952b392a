import { setImmediate } from 'node:timers/promises'

/** A column as small whole numbers, equal where values are equal; −1 where there is no value. */
export interface Coded {
  codes: Int32Array
  /** Codes are below this. */
  size: number
  /** The share of the commonest value, and the chance that two rows have the same one. */
  commonest: number
  agree: number
}
export type Codes = readonly Coded[]

/** A column of codes with what is asked of it again and again. */
export function coded(codes: Int32Array): Coded {
  const size = codes.reduce((most, code) => Math.max(most, code), -1) + 1
  const counts = new Int32Array(size)
  let n = 0
  for (const code of codes) {
    if (code < 0) continue
    counts[code] = (counts[code] ?? 0) + 1
    n++
  }
  const agree = counts.reduce((sum, count) => sum + (count / n) ** 2, 0)
  return n ? { codes, size, commonest: counts.reduce((a, b) => Math.max(a, b)) / n, agree } : { ...NONE, codes, size }
}

const NONE: Coded = { codes: new Int32Array(), size: 0, commonest: 1, agree: 1 }

/** A dependency that the rows at hand bear out; columns by place. */
export interface Candidate {
  determinant: number[]
  dependent: number
  violations: number
  /** How much of the errors of always saying the commonest value is saved by knowing the determinant, 0 to 1. */
  saved: number
}

/** Greatest share of rows that may break a dependency. */
export const MOST_ERROR = 0.05
/** A dependency must save this share of the errors of the commonest value: else it says no more than that value. */
export const LEAST_SAVED = 0.8
/** Least surprise (natural logarithm of the odds) of the agreements, had the two columns nothing to do with one another. */
const LEAST_SURPRISE = 20

/** What the rows say about one dependency. */
export interface Tally {
  n: number
  repeated: number
  violations: number
}

/** The dependencies of single columns on one determinant that hold well enough on these rows. */
export function screenOne(codes: Codes, determinant: number, dependents: readonly number[], slack = 1): Candidate[] {
  const groups = groupRows(codes[determinant] ?? NONE)
  return dependents.flatMap((dependent) => judge(codes, groups, [determinant], dependent, slack) ?? [])
}

/**
 * Dependencies on two columns that neither bears alone, among the columns given. Pairs of values are told apart once for all dependents,
 * and a dependency is left at the first row too many that breaks it.
 */
export async function screenPairs(
  codes: Codes,
  among: readonly number[],
  dependents: readonly number[],
  known: readonly Candidate[],
  slack = 1
): Promise<Candidate[]> {
  const bears = new Set(known.flatMap(({ determinant, dependent }) => determinant.map((one) => `${one}>${dependent}`)))
  const alone = new Map<string, number>()
  for (const one of among) {
    // Other calls are answered meanwhile.
    await setImmediate()
    const groups = groupRows(codes[one] ?? NONE)
    for (const dependent of dependents)
      alone.set(`${one}>${dependent}`, tally(groups, codes[dependent] ?? NONE, Infinity).violations)
  }
  const found: Candidate[] = []
  for (const [place, a] of among.entries())
    for (const b of among.slice(place + 1)) {
      await setImmediate()
      const groups = groupRows(joined(codes[a] ?? NONE, codes[b] ?? NONE))
      for (const dependent of dependents) {
        if (dependent === a || dependent === b || bears.has(`${a}>${dependent}`) || bears.has(`${b}>${dependent}`))
          continue
        const candidate = judge(codes, groups, [a, b], dependent, slack)
        const better = Math.min(alone.get(`${a}>${dependent}`) ?? 0, alone.get(`${b}>${dependent}`) ?? 0)
        if (candidate && candidate.violations <= better / 2) found.push(candidate)
      }
    }
  return found
}

/** Whether counts over some rows bear a dependency out; `agree` is the chance that two rows have the same dependent value. */
export function holds(
  { n, repeated, violations }: Tally,
  commonest: number,
  slack = 1,
  most = MOST_ERROR
): number | null {
  const errors = repeated * (1 - commonest)
  if (!(errors > 0) || violations > most * n * slack) return null
  const saved = 1 - violations / errors
  return saved >= 1 - (1 - LEAST_SAVED) * slack ? saved : null
}

/** Whether a candidate of so many rows is as good as asked, with less slack than it was screened by. */
export function isWithin({ violations, saved }: Candidate, rows: number, slack: number): boolean {
  return violations <= MOST_ERROR * rows * slack && saved >= 1 - (1 - LEAST_SAVED) * slack
}

function judge(
  codes: Codes,
  groups: Groups,
  determinant: number[],
  dependent: number,
  slack: number
): Candidate | null {
  const y = codes[dependent] ?? NONE
  const counted = tally(groups, y, MOST_ERROR * y.codes.length * slack)
  const saved = holds(counted, y.commonest, slack)
  if (saved === null || (counted.repeated - counted.groups) * -Math.log(y.agree) < LEAST_SURPRISE) return null
  return { determinant, dependent, violations: counted.violations, saved }
}

/** Rows by group, groups of one row left out (a stripped partition, as in TANE: Huhtala and others, 1999). */
interface Groups {
  rows: Int32Array
  /** Where each group begins in `rows`, and where the last ends. */
  starts: number[]
  single: Int32Array
}

function groupRows({ codes: x, size }: Pick<Coded, 'codes' | 'size'>): Groups {
  const sizes = new Int32Array(size + 1)
  for (const code of x) if (code >= 0) sizes[code + 1] = (sizes[code + 1] ?? 0) + 1
  const at = sizes.slice()
  for (let code = 1; code < at.length; code++) at[code] = (at[code] ?? 0) + (at[code - 1] ?? 0)
  const begins = at.slice()
  const sorted = new Int32Array(at.at(-1) ?? 0)
  for (let row = 0; row < x.length; row++) {
    const code = x[row] ?? -1
    if (code < 0) continue
    sorted[at[code] ?? 0] = row
    at[code] = (at[code] ?? 0) + 1
  }
  const rows = new Int32Array(sorted.length)
  const single: number[] = []
  const starts = [0]
  let filled = 0
  for (let code = 0; code + 1 < begins.length; code++) {
    const from = begins[code] ?? 0
    const to = begins[code + 1] ?? 0
    if (to - from === 1) single.push(sorted[from] ?? 0)
    if (to - from < 2) continue
    rows.set(sorted.subarray(from, to), filled)
    filled += to - from
    starts.push(filled)
  }
  return { rows: rows.subarray(0, filled), starts, single: Int32Array.from(single) }
}

/** Counts how far `y` follows from the groups; stops where more than `most` rows break it. */
function tally(
  { rows, starts, single }: Groups,
  { codes: y, size: values }: Coded,
  most: number
): Tally & { groups: number } {
  const counts = new Int32Array(values)
  const counted = { n: 0, repeated: 0, violations: 0, groups: 0 }
  for (const row of single) if ((y[row] ?? -1) >= 0) counted.n++
  for (let group = 0; group + 1 < starts.length && counted.violations <= most; group++) {
    const from = starts[group] ?? 0
    const to = starts[group + 1] ?? 0
    let size = 0
    let top = 0
    for (let place = from; place < to; place++) {
      const code = y[rows[place] ?? 0] ?? -1
      if (code < 0) continue
      size++
      counts[code] = (counts[code] ?? 0) + 1
      top = Math.max(top, counts[code] ?? 0)
    }
    for (let place = from; place < to; place++) {
      const code = y[rows[place] ?? 0] ?? -1
      if (code >= 0) counts[code] = 0
    }
    counted.n += size
    counted.violations += size - top
    if (size > 1) {
      counted.repeated += size
      counted.groups++
    }
  }
  return counted
}

/** The pairs of values of two columns as one column of codes. */
function joined(a: Coded, b: Coded): Pick<Coded, 'codes' | 'size'> {
  const most = a.size * b.size
  const codes = new Int32Array(a.codes.length).fill(-1)
  const numbers = most <= MOST_PAIRS ? new Int32Array(most) : new Map<number, number>()
  let size = 0
  for (let row = 0; row < codes.length; row++) {
    const code = a.codes[row] ?? -1
    const other = b.codes[row] ?? -1
    if (code < 0 || other < 0) continue
    const pair = code * b.size + other
    // Numbers begin at 1, so that 0 says that a pair was not seen yet.
    const known = (numbers instanceof Map ? numbers.get(pair) : numbers[pair]) || ++size
    if (numbers instanceof Map) numbers.set(pair, known)
    else numbers[pair] = known
    codes[row] = known - 1
  }
  return { codes, size }
}

/** Pairs of values that have a place each in one array. */
const MOST_PAIRS = 1 << 17
