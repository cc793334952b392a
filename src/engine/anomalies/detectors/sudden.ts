/** What a series does at one place, its smooth course taken out. */
export interface Jump {
  at: number
  /** How far the series goes to another level there, and the standard error of this. */
  by: number
  error: number
  /** Of what neither the course nor the jump explains. */
  variance: number
  /** The level on either side of the place. */
  before: number
  after: number
}

/** Degree of the polynomial that stands for a season or a drift within a window: a wave and a half passes through it unseen. */
const SMOOTH = 3
/** Degree of the curve that two levels are held against over twice the window, and by how many variances they must leave less than it. */
const CURVE = 5
const BETTER = 0
/** The same where both ends were picked among sixty: twice the logarithm of their pairs. */
const PICKED = 16
/** Share of a change of level that must come at once. */
const AT_ONCE = 0.5
/** The same for a change that is all made at once, and the standard errors of it. */
const WHOLE = 0.9
const NO_WORSE = -5
const SURELY = 3
/** Standard errors of a jump: where two levels are known beside it, and where only the jump itself tells. */
const LEVELS = 2.5
const UNKNOWN = 6

/** The columns that a window is fitted by: the powers of a polynomial, each of length 1, and a step, all at right angles. */
interface Columns {
  offsets: readonly number[]
  powers: readonly (readonly number[])[]
  step: readonly number[]
  size: number
}

/**
 * Tells the jump at a place by least squares: a polynomial over the `span` periods on either side, less `apart` of them next to the place,
 * and a step. Null where too few are known. Without the step, the same polynomial is the model that it is held against: the error of the
 * jump is that of the F test between both.
 */
function jumper(
  values: readonly (number | null)[],
  { span, degree, apart = 0 }: { span: number; degree: number; apart?: number }
): (at: number) => Jump | null {
  // Windows that lack the same periods share their columns.
  const shared = new Map<string, Columns | null>()
  const isKnown = (place: number): boolean => (values[place] ?? null) !== null
  return (at) => {
    let lacking = ''
    for (let offset = -span; offset < span; offset++)
      if (!isKnown(at + offset)) lacking += String.fromCharCode(offset + span)
    let columns = shared.get(lacking)
    if (columns === undefined) {
      const offsets = offsetsAround(values, at, span).filter((offset) => offset < -apart || offset >= apart)
      columns = columnsOf(offsets, span, degree)
      shared.set(lacking, columns)
    }
    return columns && fitted(values, at, columns)
  }
}

function columnsOf(offsets: readonly number[], span: number, degree: number): Columns | null {
  const n = offsets.length
  const left = offsets.filter((offset) => offset < 0).length
  if (Math.min(left, n - left) < Math.max(0.5 * span, degree + 1)) return null
  const places = offsets.map((offset) => (offset + 0.5) / span)
  const powers = powersOf(places, degree)
  const step = without([...places.map((x) => (x < 0 ? -0.5 : 0.5)), 0], powers, n)
  const size = product(step, step, n)
  return size < 1e-9 ? null : { offsets, powers, step, size }
}

function fitted(values: readonly (number | null)[], at: number, { offsets, powers, step, size }: Columns): Jump {
  const n = offsets.length
  // Near zero, sums of squares lose least.
  const centre = values[at + (offsets[0] ?? 0)] ?? 0
  const known = offsets.map((offset) => (values[at + offset] ?? 0) - centre)
  const by = product(step, known, n) / size
  let [middle, squares] = [centre + by * (step[n] ?? 0), product(known, known, n) - by ** 2 * size]
  for (const power of powers) {
    const share = product(power, known, n)
    middle += share * (power[n] ?? 0)
    squares -= share ** 2
  }
  const variance = Math.max(0, squares) / Math.max(1, n - powers.length - 1)
  return { at, by, error: Math.sqrt(variance / size), variance, before: middle - by / 2, after: middle + by / 2 }
}

/** The powers of a polynomial; each is followed by what it is at 0, which takes no part in the products. */
function powersOf(places: readonly number[], degree: number): number[][] {
  const powers: number[][] = []
  for (let power = 0; power <= degree; power++) {
    const column = without([...places.map((x) => x ** power), power ? 0 : 1], powers, places.length)
    const length = Math.sqrt(product(column, column, places.length))
    powers.push(column.map((x) => x / length))
  }
  return powers
}

/** A column less its part along others that stand at right angles and have length 1. */
function without(column: readonly number[], basis: readonly (readonly number[])[], n: number): number[] {
  const rest = [...column]
  for (const one of basis) {
    const share = product(rest, one, n)
    for (let place = 0; place < rest.length; place++) rest[place] = (rest[place] ?? 0) - share * (one[place] ?? 0)
  }
  return rest
}

function product(a: readonly number[], b: readonly number[], n: number): number {
  let sum = 0
  for (let place = 0; place < n; place++) sum += (a[place] ?? 0) * (b[place] ?? 0)
  return sum
}

/**
 * Whether a change of level by `by` comes at once, and is not the way of a season or a slope: half of it is made at the place, and over
 * twice the span on either side two levels leave less than a smooth curve does. Errors are widened where neighbours are alike.
 */
export function isSudden(values: readonly (number | null)[], at: number, by: number, span: number): boolean {
  const jump = jumper(values, { span, degree: SMOOTH - 1 })(at)
  if (!jump || jump.by / by < AT_ONCE) return false
  const { better, wider } = levelsOverCurve(values, {
    first: at - 2 * span,
    last: at + 2 * span,
    isAfter: (place) => place >= at
  })
  const strength = Math.abs(jump.by) / Math.max(jump.error * Math.sqrt(wider), Number.MIN_VALUE)
  // Amid a slight slope the curve is hardly the worse one, though the whole way is made at once.
  const isWhole = jump.by / by >= WHOLE && strength >= SURELY && better >= NO_WORSE
  return isWhole || (better >= BETTER && strength >= LEVELS)
}

/** Whether the values from one place to another keep to a level of their own, and are not the trough or the top of a season. */
export function isApart(values: readonly (number | null)[], from: number, to: number, span: number): boolean {
  const inside = (place: number): boolean => place >= from && place < to
  return levelsOverCurve(values, { first: from - span, last: to + span, isAfter: inside }).better >= PICKED
}

/**
 * By how many variances two levels leave less of some values than a smooth curve does, and how much wider errors of means are than those of
 * values without memory: variances are widened by it.
 */
function levelsOverCurve(
  values: readonly (number | null)[],
  { first, last, isAfter }: { first: number; last: number; isAfter: (place: number) => boolean }
): { better: number; wider: number } {
  const half = (last - first) / 2
  const offsets = offsetsAround(values, first + Math.ceil(half), Math.floor(half))
  const places = offsets.map((offset) => first + Math.ceil(half) + offset)
  const known = places.map((place) => values[place] ?? 0)
  const n = known.length
  const sides = [true, false].map((side) => average(known.filter((_, at) => isAfter(places[at] ?? 0) === side)))
  const levels = known.map((value, at) => value - (sides[isAfter(places[at] ?? 0) ? 0 : 1] ?? 0))
  const powers = powersOf(
    offsets.map((offset) => (offset + 0.5) / half),
    CURVE
  )
  const curve = without(known, powers, n)
  const [squares, smooth] = [product(levels, levels, n), product(curve, curve, n)]
  const variance = Math.min(squares / Math.max(1, n - 3), smooth / Math.max(1, n - CURVE - 1))
  const wider = alikeness(smooth < squares ? curve : levels)
  return { better: (smooth - squares) / Math.max(variance * wider, Number.MIN_VALUE), wider }
}

/** Offsets of the known values around a place. */
function offsetsAround(values: readonly (number | null)[], at: number, span: number): number[] {
  const all = Array.from({ length: 2 * span }, (_, place) => place - span)
  return all.filter((offset) => (values[at + offset] ?? null) !== null)
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

/** How much wider errors of means are where each residual keeps something of the one before it: (1 + r) / (1 - r), at least 1. */
function alikeness(residuals: readonly number[]): number {
  const own = product(residuals, residuals, residuals.length)
  const next = product(residuals.slice(1), residuals, residuals.length - 1)
  const r = own > 0 ? Math.min(0.9, Math.max(0, next / own)) : 0
  return (1 + r) / (1 - r)
}

/** The jumps at all places that have a whole window around them. */
function jumpsIn(values: readonly (number | null)[], span: number): Jump[] {
  const jump = jumper(values, { span, degree: SMOOTH })
  const places = Array.from({ length: Math.max(0, values.length - 2 * span + 1) }, (_, place) => place + span)
  return places.flatMap((at) => jump(at) ?? [])
}

/**
 * The one place where a series jumps amid a season or a drift: six standard errors, and six times what it does at other places, none of
 * which jumps half as far. What comes again is the season; a series too short to show what it does elsewhere tells nothing.
 */
export function loneJump(
  values: readonly (number | null)[],
  span: number,
  deviation: (all: number[]) => number
): Jump | null {
  const jumps = jumpsIn(values, span)
  const strength = ({ by, error }: Jump): number => Math.abs(by) / Math.max(error, Number.MIN_VALUE)
  const found = jumps.reduce<Jump | null>(
    (best, jump) => (best && strength(best) >= strength(jump) ? best : jump),
    null
  )
  if (!found || strength(found) < UNKNOWN) return null
  const others = jumps.filter(({ at }) => Math.abs(at - found.at) > span).map(({ by }) => by)
  if (others.length < span || Math.abs(found.by) < UNKNOWN * deviation(others)) return null
  if (others.some((by) => Math.abs(by) > AT_ONCE * Math.abs(found.by))) return null
  // A few far periods beside the place are an event, not a level.
  const around = jumper(values, { span, degree: SMOOTH, apart: Math.ceil(span / 5) })(found.at)
  return around && around.by / found.by >= AT_ONCE && !isUndone(values, found, span) ? found : null
}

/** Whether a series goes back within the span, so that the jump is the edge of a gap or of a few weeks, and no level that lasts: without the jump, another one the other way is left. */
function isUndone(values: readonly (number | null)[], { at, by }: Jump, span: number): boolean {
  const rest = values.map((value, place) => (value === null || place < at ? value : value - by))
  const jump = jumper(rest, { span, degree: SMOOTH })
  for (let place = Math.max(span, at - span); place <= Math.min(values.length - span, at + span); place++)
    if ((jump(place)?.by ?? 0) / by <= -AT_ONCE) return true
  return false
}

/** The levels on either side of a place, a smooth course taken out, without the periods next to it, which the change may part; null where too few are known. */
export function levelsAt(values: readonly (number | null)[], at: number, span: number): Jump | null {
  return jumper(values, { span, degree: SMOOTH, apart: 1 })(at)
}
