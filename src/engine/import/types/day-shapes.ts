import { shapePattern } from './shape-pattern'
import { withoutAccents } from './reads-text'

/** How strange a shape is: `weak` ones (months, quarters, digits without marks) count only where many cells have them. */
export interface ShapeInfo {
  shape: string
  /** Shapes that differ only in the order of day and month, or of day and year, share a family. */
  family: string
  weak: boolean
  timed: 'day' | 'both' | 'time'
}

/** Every shape whose form a text has, by its form alone: no calendar yet. Kept for texts of the same form. */
export function shapesOf(text: string): readonly ShapeInfo[] {
  if (text.length > 48 || !/\d/.test(text)) return NONE
  const form = withoutAccents(text)
    .toLowerCase()
    .replace(/\d/g, '9')
    .replace(/[\s\p{Zs}]+/gu, ' ')
  const known = cache.get(form)
  if (known) return known
  if (cache.size >= 5_000) cache.clear()
  const found = /^[9\p{L}]/u.test(form) ? search(form) : NONE
  cache.set(form, found)
  return found
}

const cache = new Map<string, readonly ShapeInfo[]>()
const NONE: readonly ShapeInfo[] = []

function search(form: string): readonly ShapeInfo[] {
  const times = TIMES.filter(({ pattern }) => pattern.test(form))
  if (times.length) return times.map(({ shape }) => ({ shape, family: shape, weak: false, timed: 'time' }))
  const found: ShapeInfo[] = []
  for (const day of DAYS) {
    const rest = day.pattern.exec(form)?.at(-1)
    if (rest === undefined) continue
    if (rest === '') found.push({ shape: day.shape, family: familyOf(day.shape), weak: day.weak, timed: 'day' })
    const tail = day.month ? null : tailOf(rest, day.shape)
    if (tail) found.push({ shape: day.shape + tail, family: familyOf(day.shape + tail), weak: day.weak, timed: 'both' })
  }
  return found
}

/** Day, month and year of numbers by a letter each: shapes of one family are told apart by values only. */
function familyOf(shape: string): string {
  return shape.replace(/%[dm]/g, '%n').replace(/^%y(.)%n\1%n/, '%n$1%n$1%y')
}

/** The time behind a day, as a shape with what joins them; null where the rest is none. */
function tailOf(rest: string, day: string): string | null {
  const compact = !/[^%YmdB]/.test(day)
  const cut = /^(, | a | at | - |_| |t|)(9.*)$/s.exec(rest)
  if (!cut) return null
  const [, join = '', clock = ''] = cut
  if (join === '' && !compact) return null
  const zone = /^(.*?)( ?)(z|utc|[+-]99(?::?99)?)$/.exec(clock)
  const bare = zone ? (zone[1] ?? '') : clock
  const time = [...TIMES, ...(compact || join === 't' ? COMPACT : []), ...AFTER_DAYS].find(({ pattern }) =>
    pattern.test(bare)
  )
  if (!time || (join === '' && !COMPACT.includes(time))) return null
  const offset = zone ? `${zone[2]}${zone[3] === 'utc' ? 'UTC' : '%z'}` : ''
  return `${{ t: 'T', ' a ': ' à ' }[join] ?? join}${time.shape}${offset}`
}

/** The pattern of a shape over a form, in which every digit is a 9. */
function loose(shape: string): string {
  const own = { Y: '9{4}', y: '99', m: '99?', d: '99?', H: '99?', I: '99?', M: '99', S: '99', f: '9{1,9}', q: '9', G: '9{4}', V: '99?', u: '9' } // prettier-ignore
  const tight = { ...own, m: '99', d: '99', H: '99' }
  const parted = !/%[YymdHMS]%[ymdHMS]/.test(shape)
  return shapePattern(shape, parted ? own : tight)?.source.replace(/0\{0,3\}/g, '') ?? ''
}

const CLOCKS = ['%H:%M:%S', '%H:%M', '%H:%M:%S.%f', '%H:%M:%S,%f', '%Hh%M', '%H h %M', '%Hh%M:%S', '%Hh%Mm%Ss', '%Hh%Mmin%Ss', '%I:%M %p', '%I:%M%p', '%I:%M:%S %p'] // prettier-ignore
const TIMES = CLOCKS.map((shape) => ({ shape, pattern: new RegExp(`^${loose(shape)}$`, 'iu') }))
const COMPACT = ['%H%M%S', '%H%M'].map((shape) => ({ shape, pattern: new RegExp(`^${loose(shape)}$`, 'iu') }))
const AFTER_DAYS = ['%Hh'].map((shape) => ({ shape, pattern: new RegExp(`^${loose(shape)}$`, 'iu') }))

interface DayShape {
  shape: string
  weak: boolean
  /** Months, quarters and weeks, which no time follows. */
  month: boolean
  pattern: RegExp
}

const NUMERIC = ['-', '/', '.', ' '].flatMap((mark) => {
  const join = (...parts: string[]): string => parts.join(mark)
  const long = [join('%Y', '%m', '%d'), join('%d', '%m', '%Y'), join('%m', '%d', '%Y')]
  return mark === ' ' ? long : [...long, join('%d', '%m', '%y'), join('%m', '%d', '%y'), join('%y', '%m', '%d')]
})
const NAMED = [
  ...[
    '%d %B %Y',
    '%d-%B-%Y',
    '%d/%B/%Y',
    '%d.%B.%Y',
    '%d %B, %Y',
    '%d %B %y',
    '%d-%B-%y',
    '%d/%B/%y',
    '%d%B%Y',
    '%d%B%y'
  ],
  ...['%B %d, %Y', '%B %d %Y', '%Y-%B-%d', '%Y %B %d']
]
const NAMED_MONTHS = ['%B %Y', '%B-%Y', '%B-%y', '%B/%Y', '%B.%Y', '%Y-%B', '%Y %B', '%B%Y']
const MONTHS = ['%m/%Y', '%m-%Y', '%Y-%m', '%Y/%m']
const QUARTERS = ['T', 'Q'].flatMap((letter) => [
  ...[' ', '-', '/', ''].map((mark) => `${letter}%q${mark}%Y`),
  ...[' ', '-', '/', ''].map((mark) => `%Y${mark}${letter}%q`),
  `%q${letter}%Y`,
  `%q${letter} %Y`
])
const WEEKS = ['%G-W%V', '%GW%V', '%G-W%V-%u', '%G-S%V', 'S%V-%G', 'S%V %G', 'W%V %G', '%G S%V']

const DAYS: readonly DayShape[] = [
  ...NUMERIC.map((shape) => dayShape(shape, false, false)),
  ...['%Y%m%d', '%d%m%Y'].map((shape) => dayShape(shape, true, false)),
  ...['', '%A ', 'le ', '%A le '].flatMap((lead) => NAMED.map((shape) => dayShape(lead + shape, false, false))),
  ...NAMED_MONTHS.map((shape) => dayShape(shape, false, true)),
  ...[...MONTHS, ...QUARTERS, ...WEEKS].map((shape) => dayShape(shape, true, true))
]

function dayShape(shape: string, weak: boolean, month: boolean): DayShape {
  return { shape, weak, month, pattern: new RegExp(`^${loose(shape)}(.*)$`, 'isu') }
}
