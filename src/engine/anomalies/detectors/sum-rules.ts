import { plainProducts, triedProducts } from './product-rules'
import { at, CENT, madeOf, offBy, SLIPS, type Rule, type Tried } from './rule'

/** Share of rows that must keep a rule for the others to break it. */
export const HELD = 0.9
/** Rows that say enough, and those of them where every part counts. */
const LEAST = 50
const TELLING = 30
/** Share of the rows in which every part counts that must keep the rule. */
const MOSTLY = 0.75
/** Part of its rows that a rule may keep by chance: beside a total of another row, or by two pairs of equal columns; how far down that other row stands. */
const BY_CHANCE = 0.5
const OTHER_ROW = 0.38

/** A rule with the share of the tried rows that keep it. */
type Kept = Rule & { held: number }

/** The sums and products that nearly all of some rows keep, each told once. Values stand by column, NaN where there is none. */
export function rulesIn(values: readonly Float64Array[], columns: readonly Tried[]): Rule[] {
  const found: Kept[] = []
  for (const rules of [triedRules(columns), triedProducts(values, columns)])
    for (const rule of rules) {
      const held = heldBy(values, rule)
      if (held !== null && !isByChance(values, rule, held)) found.push({ ...rule, held })
    }
  return toldOnce(found, columns).map((rule) => asDifference(rule, columns))
}

/** A sum of two of which one part, behind the whole, is what is left: the balance is the debit less the credit, the debit no sum. */
function asDifference(rule: Rule, columns: readonly Tried[]): Rule {
  const { whole, parts, minus, sign } = rule
  if (sign === '*' || parts.length !== 2 || minus.length) return rule
  const said = (test: (column: Tried) => boolean): number | undefined => {
    const places = [whole, ...parts].filter((place) => columns[place] && test(columns[place]))
    return places.length === 1 ? places[0] : undefined
  }
  const left = said(({ isTotal }) => isTotal) ?? said(({ isNegative }) => isNegative)
  const other = parts.find((place) => place !== left)
  if (left === undefined || left < whole || left === whole || other === undefined) return rule
  return { whole: left, parts: [whole, other], minus: [other], sign }
}

/**
 * Products of two columns, sums of two to six and of neighbours, sums of three or four of which one is subtracted; all columns but one of sums of four and more and of those
 * are varied, as a few small numbers make anything. a + b = c says as much as c - b = a: one rule a set of columns and of their sides.
 */
function* triedRules(columns: readonly Tried[]): Generator<Rule> {
  const varied = columns.map(({ isVaried }) => isVaried)
  const many = (places: readonly number[]): boolean =>
    places.filter((place) => varied[place]).length >= places.length - 1
  for (const whole of columns.keys())
    for (const a of columns.keys())
      for (let b = a + 1; varied[whole] && b < columns.length; b++) {
        if (a === whole || b === whole) continue
        yield { whole, parts: [a, b], minus: [], sign: '+' }
        if (varied[a] && varied[b]) yield { whole, parts: [a, b], minus: [], sign: '*' }
        for (let c = b + 1; c < columns.length; c++) {
          if (c === whole) continue
          yield { whole, parts: [a, b, c], minus: [], sign: '+' }
          for (let d = c + 1; d < columns.length; d++)
            if (d !== whole && many([a, b, c, d])) yield { whole, parts: [a, b, c, d], minus: [], sign: '+' }
        }
      }
  for (const whole of columns.keys())
    for (const parts of longSums(columns.length, whole)) if (many(parts)) yield { whole, parts, minus: [], sign: '+' }
  for (const [a, b] of pairsOf(columns.length)) {
    for (const [c, d] of pairsOf(columns.length))
      // Either pair may be the first: each split once.
      if (c > a && c !== b && d !== b && many([a, b, c, d])) yield lessOne([a, b], [c, d], columns)
    for (const others of triplesOf(columns.length))
      if (!others.includes(a) && !others.includes(b) && many([a, b, ...others])) yield lessOne([a, b], others, columns)
  }
}

/** The parts of sums that the days of a week or the months of a year make: any five or six columns, more where they stand side by side. */
function* longSums(n: number, whole: number): Generator<number[]> {
  const others = Array.from({ length: n }, (_, place) => place).filter((place) => place !== whole)
  for (const size of [5, 6]) yield* subsetsOf(others, size)
  for (let size = 7; size <= others.length; size++)
    for (let from = 0; from + size <= others.length; from++) yield others.slice(from, from + size)
}

function* subsetsOf(places: readonly number[], size: number): Generator<number[]> {
  if (!size) yield []
  for (const [at, place] of size ? places.entries() : [])
    for (const rest of subsetsOf(places.slice(at + 1), size - 1)) yield [place, ...rest]
}

/** Two columns that make as much together as some others: the one whose name, or whose place behind the others, says that it is the total. */
function lessOne(pair: [number, number], others: readonly number[], columns: readonly Tried[]): Rule {
  const whole = [...pair, ...(others.length === 2 ? others : [])].reduce((best, place) => {
    const [own, other] = [columns[place]?.isTotal ?? false, columns[best]?.isTotal ?? false]
    return own === other ? Math.max(best, place) : own ? place : best
  })
  const [side, parts] = pair.includes(whole) ? [pair, others] : [others, pair]
  const minus = side.filter((place) => place !== whole)
  return { whole, parts: [...parts, ...minus], minus, sign: '+' }
}

function* pairsOf(n: number): Generator<[number, number]> {
  for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) yield [a, b]
}

function* triplesOf(n: number): Generator<[number, number, number]> {
  for (const [a, b] of pairsOf(n)) for (let c = b + 1; c < n; c++) yield [a, b, c]
}

/** How far what the parts make lies from the whole in a row, in what may lie between; `later` takes the whole of a row further down. */
function apart(values: readonly Float64Array[], rule: Rule, row: number, later = 0): number {
  const total = at(values, rule.whole, (row + later) % (values[rule.whole]?.length ?? 1))
  return offBy(madeOf(values, rule, row), total, rule)
}

/** Whether a row keeps a product but for the decimal mark, or the sign, of one number: what is wrong is that number, not the rule. */
function isSlip(values: readonly Float64Array[], rule: Rule, row: number): boolean {
  if (rule.sign === '+') return false
  const [total, made] = [at(values, rule.whole, row), madeOf(values, rule, row)]
  return (
    offBy(-made, total, rule) <= 1 ||
    SLIPS.some((by) => offBy(by * made, total, rule) <= 1 || offBy(made / by, total, rule) <= 1)
  )
}

/** Rows, spread over all, of which one at least keeps a rule. */
const FIRST_TRIED = 12

/** The share of the rows tried that keep a rule; null where too few do for it to be one. */
function heldBy(values: readonly Float64Array[], rule: Rule): number | null {
  const { whole, parts, sign, ways = [] } = rule
  const rows = values[whole]?.length ?? 0
  if (rows > LEAST && !isEverKept(values, rule, Math.floor(rows / FIRST_TRIED))) return null
  const usual = parts.map((part, place) => (ways[place] && ways[place] !== 'itself' ? commonest(values[part]) : null))
  const tells = (row: number): boolean =>
    parts.every((part, place) => {
      const value = at(values, part, row)
      // A part that adds or multiplies nothing proves nothing, nor a rate that stands nearly everywhere.
      return usual[place] == null ? value !== 0 && (sign === '+' || value !== 1) : value !== usual[place]
    })
  let [tried, held, telling, told] = [0, 0, 0, 0]
  for (let row = 0; row < rows; row++) {
    const far = apart(values, rule, row)
    if (Number.isNaN(far) || (far > 1 && isSlip(values, rule, row))) continue
    tried++
    const isTelling = tells(row)
    if (isTelling) told++
    if (far > 1) {
      if (tried > LEAST && held < 0.5 * tried) return null
      continue
    }
    held++
    if (isTelling) telling++
  }
  // Rows that break the rule are looked for in all of them: few may stand among those tried.
  const isTold = telling >= TELLING && telling >= MOSTLY * told
  return tried >= LEAST && held >= HELD * tried && isTold ? held / tried : null
}

function commonest(values: Float64Array = new Float64Array()): number {
  const counts = new Map<number, number>()
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [NaN, 0])[0]
}

/** Whether one row in every so many keeps a rule, or says nothing of it. */
function isEverKept(values: readonly Float64Array[], rule: Rule, every: number): boolean {
  for (let row = 0; row < (values[rule.whole]?.length ?? 0); row += every)
    if (!(apart(values, rule, row) > 1)) return true
  return false
}

/** Whether a rule says nothing: the totals of other rows keep it as well, or, where a part is subtracted, it is two pairs of equal columns. */
function isByChance(values: readonly Float64Array[], rule: Rule, held: number): boolean {
  const { whole, parts, minus } = rule
  const sides = [[whole, ...minus], parts.filter((part) => !minus.includes(part))]
  const pairs = !minus.length
    ? []
    : (sides[0]?.flatMap((left) => sides[1]?.map((right) => [left, right] as const) ?? []) ?? [])
  let [tried, shifted] = [0, 0]
  const equal = pairs.map(() => 0)
  const rows = values[whole]?.length ?? 0
  for (let row = 0; row < rows; row++) {
    const far = apart(values, rule, row, Math.floor(OTHER_ROW * rows))
    if (Number.isNaN(far)) continue
    tried++
    if (far <= 1) shifted++
    for (const [place, [left, right]] of pairs.entries())
      if (Math.abs(at(values, left, row) - at(values, right, row)) <= CENT) equal[place] = (equal[place] ?? 0) + 1
  }
  return shifted > BY_CHANCE * held * tried || equal.some((n) => n > BY_CHANCE * held * tried)
}

/**
 * The rules that say the most: a sum that leaves out a part which is mostly zero goes before the one with it, a sum that two shorter or plainer ones make between
 * them before these.
 */
function toldOnce(found: readonly Kept[], columns: readonly Tried[]): Kept[] {
  const products = plainProducts(found, columns)
  const sums = found.filter(({ sign }) => sign === '+').map((rule) => ({ rule, terms: termsOf(rule, columns.length) }))
  const ranks = new Map(sums.map(({ rule, terms }) => [keyOf(terms), rankOf(rule)]))
  return found.filter((rule) => {
    if (rule.sign === '*') return products.includes(rule)
    const terms = termsOf(rule, columns.length)
    const isPartial = sums.some(
      (other) =>
        other.rule.parts.length > rule.parts.length && other.rule.held > rule.held && isWithin(terms, other.terms)
    )
    const isMade = sums.some(
      (other) =>
        rankOf(other.rule) < rankOf(rule) &&
        [1, -1].some((by) => {
          const rest = terms.map((term, place) => term - by * (other.terms[place] ?? 0))
          return (ranks.get(keyOf(rest)) ?? Infinity) < rankOf(rule)
        })
    )
    return !isPartial && !isMade
  })
}

/** What a sum is by itself: by how much each column counts in what is 0 altogether. */
function termsOf({ whole, parts, minus }: Rule, columns: number): number[] {
  const terms = new Array<number>(columns).fill(0)
  terms[whole] = -1
  for (const part of parts) terms[part] = minus.includes(part) ? -1 : 1
  return terms
}

/** The same, the other way round or not. */
function keyOf(terms: readonly number[]): string {
  const sign = terms.find((term) => term !== 0) ?? 1
  return terms.map((term) => term * Math.sign(sign)).join()
}

/** Shorter sums first, those without a subtracted part before those with one. */
function rankOf({ parts, minus }: Rule): number {
  return 2 * parts.length + minus.length
}

/** Whether the terms of a sum are those of another, some of which it leaves out. */
function isWithin(terms: readonly number[], others: readonly number[]): boolean {
  const by = terms.reduce((found, term, place) => found || term * (others[place] ?? 0), 0)
  return terms.every((term, place) => term === 0 || term === by * (others[place] ?? 0))
}
