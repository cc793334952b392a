import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { GAP } from './escape-pattern'

export type DurationReading = Extract<TextReading, { kind: 'duration' }>

/** Words of the units of a length of time. */
const UNITS = {
  d: 'j|jrs?|jours?|d|days?',
  h: 'h|hrs?|heures?|hours?',
  m: 'm|mn|mins?|minutes?',
  s: 's|secs?|secondes?|seconds?'
}

/** Lengths written with units, largest first; a number behind hours or minutes may lack its own unit. Groups: d, h, m, s. */
const WORDED = [
  [`(\\d{1,6})${GAP}(?:${UNITS.d})`, `(\\d{1,6})${GAP}(?:${UNITS.h})`, `([0-5]?\\d)`],
  [`(\\d{1,6})${GAP}(?:${UNITS.d})`, `(\\d{1,6})${GAP}(?:${UNITS.h})`, `(\\d{1,6})${GAP}(?:${UNITS.m})`, `(\\d{1,6}(?:[.,]\\d{1,6})?)${GAP}(?:${UNITS.s})`] // prettier-ignore
] as const

export interface DurationForm {
  /** A pattern for RE2 and JavaScript's `iu` alike. */
  source: string
  /** The groups that hold days, hours, minutes and seconds; 0 where none does. */
  groups: readonly [number, number, number, number]
}

/** The forms of a reading, tried in order. The last one matches a text without any number too: callers ask for a digit. */
export function durationForms({ pair }: DurationReading): DurationForm[] {
  const [short, long] = WORDED
  const optional = (part: string): string => `(?:${part}${GAP})?`
  return [
    { source: `(\\d{1,6}):([0-5]\\d):([0-5]\\d(?:[.,]\\d{1,6})?)`, groups: [0, 1, 2, 3] },
    { source: `(\\d{1,6}):([0-5]\\d)`, groups: pair === 'h:m' ? [0, 1, 2, 0] : [0, 0, 1, 2] },
    {
      source: `(\\d{1,6})${GAP}(?:${UNITS.d})?,?${GAP}(\\d{1,2}):([0-5]\\d):([0-5]\\d(?:[.,]\\d{1,6})?)`,
      groups: [1, 2, 3, 4]
    },
    { source: `${optional(short[0])}${short[1]}${GAP}${short[2]}`, groups: [1, 2, 3, 0] },
    { source: `(\\d{1,6})${GAP}(?:m|mn|min)${GAP}([0-5]\\d)`, groups: [0, 0, 1, 2] },
    { source: long.map(optional).join(''), groups: [1, 2, 3, 4] }
  ]
}

/** SQL that reads a text as seconds, a DOUBLE; NULL where it is no length of time. */
export function durationSql(reading: DurationReading, column: string): string {
  const cases = durationForms(reading).map(({ source, groups }) => {
    const pattern = `(?is)^${GAP}-?${GAP}${source}${GAP}$`
    const [d, h, m, s] = groups.map((group) => (group ? `0\\${group}` : '0'))
    const interval = `regexp_replace(${column}, ${text(pattern)}, ${text(`${d} days ${h} hours ${m} minutes ${s} seconds`)})`
    return `WHEN regexp_matches(${column}, ${text(pattern)}) THEN epoch(try_cast(replace(${interval}, ',', '.') AS INTERVAL))`
  })
  const sign = `CASE WHEN regexp_matches(${column}, '^[\\s\\p{Zs}]*-') THEN -1 ELSE 1 END`
  return `CASE WHEN NOT regexp_matches(${column}, '\\d') THEN NULL ${cases.join(' ')} END * ${sign}`
}
