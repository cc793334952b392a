import { deviation, median } from './time-series'

/** Values before and behind that the running median is taken of, the value itself among them. */
const REACH = 7
/** Values before and behind whose spread counts, where it is wider than that of all. */
const NEAR = 20
/** Deviations that a spike lies away, and how much farther than the farthest other value. */
const FAR = 6
const APART = 1.5
/** Deviations up to which a value is not looked at: one and a half times as many is no spike yet. */
const NEXT = FAR / APART
/** Spikes of one series, at most: more of them are its way. */
const MOST = 3
const MOST_SHARE = 0.02
/** A spike is so many times what was due, or less than this part of it, where values are compared by their ratio. */
const LEAST_RATIO = 1.5

export interface ValueSpike {
  /** Place in the series. */
  at: number
  value: number
  /** What the neighbours would lead one to expect. */
  expected: number
}

/** Puts values on the scale on which they vary evenly: logarithms where all are positive. */
export function scaleOf(values: readonly (number | null)[]): {
  to: (x: number) => number
  from: (x: number) => number
} {
  const isPositive = values.every((value) => value === null || value > 0)
  return isPositive ? { to: Math.log, from: Math.exp } : { to: (x) => x, from: (x) => x }
}

/**
 * Values far from the running median of their neighbours, usual though they may be in another season: beyond six median absolute
 * deviations of what is left of the series (F. R. Hampel, Journal of the American Statistical Association 69 (1974), 383-393), and apart
 * from all others. `places` tells the place of each value in a rhythm of `cycle`, whose usual distances are taken out.
 */
export function hampelSpikes(
  values: readonly (number | null)[],
  places: readonly number[],
  cycle: number
): ValueSpike[] {
  const scale = scaleOf(values)
  const [at, known]: [number[], number[]] = [[], []]
  for (const [place, value] of values.entries())
    if (value !== null) {
      at.push(place)
      known.push(scale.to(value))
    }
  const usual = runningMedian(known)
  const raw = known.map((x, place) => x - (usual[place] ?? 0))
  const turnOf = (place: number): number => (places[at[place] ?? 0] ?? 0) % cycle
  const turns = Array.from({ length: cycle }, (): number[] => [])
  for (const [place, residual] of raw.entries()) turns[turnOf(place)]?.push(residual)
  const rhythm = turns.map(median)
  const residuals = raw.map((residual, place) => residual - (rhythm[turnOf(place)] ?? 0))
  const all = deviation(residuals)
  if (!(all > 0)) return []
  const isFar = (residual: number): boolean => scale.to !== Math.log || Math.abs(residual) >= Math.log(LEAST_RATIO)
  const ranked = residuals
    .flatMap((residual, place) =>
      Math.abs(residual) > NEXT * all ? [{ place, residual, far: Math.abs(residual) / all }] : []
    )
    .sort((a, b) => b.far - a.far)
  let told = 0
  for (const [rank, { far, residual }] of ranked.entries()) {
    if (far <= FAR || !isFar(residual)) break
    if (far >= APART * (ranked[rank + 1]?.far ?? 0)) told = rank + 1
  }
  if (told > Math.max(MOST, MOST_SHARE * known.length)) return []
  return ranked.slice(0, told).flatMap(({ place, residual, far }) => {
    const near = deviation(residuals.slice(Math.max(0, place - NEAR), place + NEAR + 1))
    const of = at[place] ?? 0
    if (far * all <= FAR * near) return []
    return [{ at: of, value: values[of] ?? 0, expected: scale.from((known[place] ?? 0) - residual) }]
  })
}

/** The window is kept in order while it moves along. */
function runningMedian(values: readonly number[]): number[] {
  const near: number[] = []
  const placeOf = (value: number): number => {
    let place = 0
    while (place < near.length && (near[place] ?? 0) < value) place++
    return place
  }
  const add = (value: number | undefined): void => {
    if (value !== undefined) near.splice(placeOf(value), 0, value)
  }
  for (const value of values.slice(0, REACH)) add(value)
  return values.map((_, at) => {
    add(values[at + REACH])
    const gone = values[at - REACH - 1]
    if (gone !== undefined) near.splice(placeOf(gone), 1)
    const half = near.length >> 1
    return near.length % 2 ? (near[half] ?? 0) : ((near[half - 1] ?? 0) + (near[half] ?? 0)) / 2
  })
}

/** Days of a year that a date which comes again may move by, and the year. */
const MOVES = 3
const YEAR = 365.25

/**
 * Of some days, those that do not come again in every other year of a series; none where most fall on one day of the month: what comes again
 * is a rhythm. Among many others, a few that come again do so by chance.
 */
export function withoutYearly(days: readonly number[], first: number, last: number): number[] {
  const ofMonth = new Map<number, number>()
  for (const day of days) {
    const date = new Date(day * 86_400_000).getUTCDate()
    ofMonth.set(date, (ofMonth.get(date) ?? 0) + 1)
  }
  if (days.length >= 4 && Math.max(...ofMonth.values()) > 0.7 * days.length) return []
  const again = days.filter((day) => {
    const others: number[] = []
    for (let year = Math.ceil((first - day) / YEAR); year <= Math.floor((last - day) / YEAR); year++)
      if (year !== 0) others.push(day + year * YEAR)
    return others.length > 0 && others.every((due) => days.some((other) => Math.abs(other - due) <= MOVES))
  })
  return again.length < 0.5 * days.length ? [...days] : days.filter((day) => !again.includes(day))
}
