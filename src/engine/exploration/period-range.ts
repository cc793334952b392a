import type { Condition, Filter } from '../../contract'

/** Dates that conditions keep a column to, as ISO text; an open end is null. `toIncluded` where the end itself is kept. */
export interface DateRange {
  from: string | null
  to: string | null
  toIncluded: boolean
}

/** The stretch of dates that a filter keeps a column to; null where it does not bound it. */
export function rangeOf(filter: Filter | null, column: string): DateRange | null {
  const own = (filter?.all ?? []).filter((condition) => condition.column === column)
  return own.reduce<DateRange | null>((range, condition) => within(range, boundsOf(condition)), null)
}

/** True where a stretch shares a day with the dates from `from` up to but without `to`. */
export function overlaps(range: DateRange, from: string, to: string): boolean {
  const begins = range.from === null || range.from < to
  const ends = range.to === null || (range.toIncluded ? range.to >= from : range.to > from)
  return begins && ends
}

function boundsOf({ op, values }: Condition): DateRange | null {
  const dates = values.flatMap((value) => (typeof value === 'string' ? [value] : [])).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return null
  if (op === '=' || op === 'in' || op === 'between') return { from: first, to: last, toIncluded: true }
  if (op === '>=' || op === '>') return { from: first, to: null, toIncluded: true }
  if (op === '<' || op === '<=') return { from: null, to: last, toIncluded: op === '<=' }
  return null
}

function within(one: DateRange | null, other: DateRange | null): DateRange | null {
  if (!one || !other) return one ?? other
  const from = one.from === null || (other.from !== null && other.from > one.from) ? other.from : one.from
  const end = one.to === null || (other.to !== null && other.to < one.to) ? other : one
  return { from, to: end.to, toIncluded: end.toIncluded }
}
