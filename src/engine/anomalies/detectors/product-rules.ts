import { waysOf, type Way } from './product-ways'
import { madeOf, unitOf, type Rule, type Tried } from './rule'

/** Rows that a multiple is first sought in, share of them that must agree, and those that may be the one the others agree with. */
const FIRST = 24
const AGREE = 0.6
const PIVOTS = 6
/** Rows that say how great a multiple is at least, and how exactly. */
const LEAST = 10
const EXACT = 0.02
/** Units of the last decimal that the values of a whole must spread over for a match to be no chance. */
const SPREAD = 50
/** Digits of a multiple. */
const MOST_DIGITS = 10

/** Columns, and what is known of each, with what is computed of them once. */
interface Material {
  values: readonly Float64Array[]
  columns: readonly Tried[]
  units: readonly number[]
  ways: readonly (readonly Way[])[]
}

/**
 * What may be a product with a constant, or with a percentage added or taken off: a price with tax, an amount less its discount. The
 * constant is read from the rows; whether nearly all keep the rule is for the caller to see.
 */
export function* triedProducts(values: readonly Float64Array[], columns: readonly Tried[]): Generator<Rule> {
  const sorted = values.map((one) => one.filter(Number.isFinite).sort())
  const material = {
    values,
    columns,
    units: sorted.map(unitOf),
    ways: sorted.map((one) => waysOf(levelOf(one, 0.02), levelOf(one, 0.98)))
  }
  for (const [whole, one] of sorted.entries()) {
    const unit = material.units[whole] ?? NaN
    if (!columns[whole]?.isVaried || !(levelOf(one, 0.95) - levelOf(one, 0.05) >= SPREAD * unit)) continue
    for (const shape of shapesOf(material, whole)) {
      const [part = -1] = shape.parts
      const rounded = shape.parts.length === 1
      const times = multipleOf(material, shape, 1.01 * unit)
      if (times === null) continue
      const isPlain = shape.ways.every((way) => way === 'itself')
      // A copy is no product, and that of two columns is tried as such.
      if (isPlain && Math.abs(times) === 1 && shape.parts.length <= 2) continue
      // What is multiplied may have been rounded before.
      const before = rounded ? (material.units[part] ?? 0) : times === 1 ? 0 : unit
      const slack = 1.01 * unit + 0.5 * Math.abs(times) * before
      yield { ...shape, minus: [], sign: '*', times, slack }
    }
  }
}

type Shape = Pick<Rule, 'whole' | 'parts'> & { ways: Way[] }

/** One column, two or three, of which the last may be a percentage. */
function* shapesOf({ columns, ways }: Material, whole: number): Generator<Shape> {
  const places = columns.flatMap((_, place) => (place === whole ? [] : [place]))
  const varied = places.filter((place) => columns[place]?.isVaried)
  const ratesBeside = (taken: readonly number[]): { place: number; way: Way }[] =>
    places.flatMap((place) => (taken.includes(place) ? [] : (ways[place] ?? []).map((way) => ({ place, way }))))
  const itself = (n: number): Way[] => new Array<Way>(n).fill('itself')
  for (const [at, a] of varied.entries()) {
    if (columns[a]?.isManifold && columns[whole]?.isManifold) yield { whole, parts: [a], ways: itself(1) }
    for (const { place, way } of ratesBeside([a])) yield { whole, parts: [a, place], ways: ['itself', way] }
    for (const [next, b] of varied.slice(at + 1).entries()) {
      yield { whole, parts: [a, b], ways: itself(2) }
      for (const { place, way } of ratesBeside([a, b]))
        yield { whole, parts: [a, b, place], ways: ['itself', 'itself', way] }
      for (const c of varied.slice(at + next + 2)) yield { whole, parts: [a, b, c], ways: itself(3) }
    }
  }
}

/** By what the parts must be multiplied to give the whole, where enough of some rows agree on it: the roundest such number. */
function multipleOf({ values }: Material, shape: Shape, slack: number): number | null {
  const rule: Rule = { ...shape, minus: [], sign: '*' }
  const rows = values[shape.whole]?.length ?? 0
  const every = Math.max(1, Math.floor(rows / (2 * FIRST)))
  const first = ratiosOf(values, rule, slack, { every, most: FIRST })
  const least = Math.max(LEAST, AGREE * first.length)
  const pivot = first.slice(0, PIVOTS).find((one) => first.filter((other) => meet(one, other)).length >= least)
  if (!pivot) return null
  const agreed = ratiosOf(values, rule, slack, { every: 1, most: rows }).filter((one) => meet(one, pivot))
  const exact = agreed.sort((a, b) => a.off - b.off).slice(0, Math.max(LEAST, agreed.length >> 2))
  const middle = [...exact].sort((a, b) => a.ratio - b.ratio)[exact.length >> 1]
  const off = exact[exact.length >> 1]?.off ?? 0
  return middle ? roundest(middle.ratio, off) : null
}

/** The quotient of whole and parts in a row, and how far it may be off. */
interface Ratio {
  ratio: number
  off: number
}

function ratiosOf(
  values: readonly Float64Array[],
  rule: Rule,
  slack: number,
  { every, most }: { every: number; most: number }
): Ratio[] {
  const found: Ratio[] = []
  const rows = values[rule.whole]?.length ?? 0
  for (let row = 0; row < rows && found.length < most; row += every) {
    const [total, made] = [values[rule.whole]?.[row] ?? NaN, madeOf(values, rule, row)]
    const [ratio, off] = [total / made, slack / Math.abs(made)]
    if (made !== 0 && off <= EXACT * Math.abs(ratio)) found.push({ ratio, off })
  }
  return found
}

function meet(one: Ratio, other: Ratio): boolean {
  return Math.abs(one.ratio - other.ratio) <= one.off + other.off
}

/** The number of fewest digits no farther from another. */
function roundest(value: number, off: number): number {
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const round = Number(value.toPrecision(digits))
    if (Math.abs(round - value) <= off) return round
  }
  return value
}

function levelOf(sorted: Float64Array, p: number): number {
  return sorted[Math.floor(p * (sorted.length - 1))] ?? NaN
}

type Kept = Rule & { held: number }

/** Pairs of columns in proportion that are kept though others say them. */
const MOST_PAIRS = 6

/**
 * Products without those that others say: a product without a part that more rows keep it with, what two plainer ones make between them, and of
 * two proportional columns the other way round.
 */
export function plainProducts<T extends Kept>(found: readonly T[], columns: readonly Tried[]): T[] {
  const products = found.filter(({ sign }) => sign === '*').sort((a, b) => plainest(a, b, columns))
  const kept: T[] = []
  const known: Rule[] = []
  for (const rule of products) {
    if (products.some((other) => isPartial(rule, other)) || known.some((one) => isOtherWay(rule, one))) continue
    // Of few columns in proportion each pair counts: one that holds clears both.
    const isPair = rule.parts.length === 1 && kept.length < MOST_PAIRS
    if (!isPair && known.some((one) => known.some((other) => isMadeOf(rule, one, other)))) continue
    kept.push(rule)
    known.push(rule, ...otherWay(rule))
  }
  return kept
}

/** Fewer parts first, then no multiple, the rounder one, the one that more rows keep, that of a total and that of the later column. */
function plainest(a: Kept, b: Kept, columns: readonly Tried[]): number {
  const digits = ({ times = 1 }: Rule): number => (times === 1 ? 0 : String(Math.abs(times)).length)
  const isTotal = ({ whole }: Rule): number => Number(columns[whole]?.isTotal ?? false)
  return (
    a.parts.length - b.parts.length ||
    digits(a) - digits(b) ||
    (a.parts.length === 1 ? isTotal(b) - isTotal(a) || b.whole - a.whole : 0) ||
    b.held - a.held
  )
}

/** Whether a product is another that leaves a part out, and that fewer rows keep. */
function isPartial(rule: Kept, other: Kept): boolean {
  return (
    other.whole === rule.whole &&
    other.parts.length > rule.parts.length &&
    rule.parts.every((part) => other.parts.includes(part)) &&
    (other.held > rule.held || (other.held === rule.held && (other.times ?? 1) === 1))
  )
}

/** Whether a product says what two others do: one to its whole, by a column, and one to that column. */
function isMadeOf(rule: Rule, one: Rule, other: Rule): boolean {
  if (one.whole !== rule.whole || !one.parts.includes(other.whole)) return false
  const kept = one.parts.flatMap((part, at) => (part === other.whole ? [] : [termOf(one, at)]))
  const made = [...kept, ...other.parts.map((_, at) => termOf(other, at))].sort()
  return made.join() === rule.parts.map((_, at) => termOf(rule, at)).sort().join() // prettier-ignore
}

function termOf({ parts, ways }: Rule, at: number): string {
  return `${parts[at] ?? ''} ${ways?.[at] ?? 'itself'}`
}

function isOtherWay(rule: Rule, other: Rule): boolean {
  const [part, others] = [rule.parts, other.parts]
  return (
    part.length === 1 &&
    others.length === 1 &&
    (rule.whole === other.whole ? part[0] === others[0] : rule.whole === others[0] && other.whole === part[0])
  )
}

/** Of two proportional columns, the second by the first. */
function otherWay(rule: Rule): Rule[] {
  const [part] = rule.parts
  return part === undefined || rule.parts.length > 1 ? [] : [{ ...rule, whole: part, parts: [rule.whole] }]
}
