import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import { WAYS, type Way } from './product-ways'
import { CENT, SLIPS, type Rule } from './rule'

/** A rule over columns, with the predicate of the rows that break it. */
export interface Sum {
  sign: Rule['sign']
  /** The whole first, then the parts, then what is mostly 0 or empty and counts beside them. */
  columns: ColumnProfile[]
  /** Those that are subtracted, and those that count beside the parts. */
  minus: readonly ColumnProfile[]
  beside: readonly ColumnProfile[]
  /** Those that stand at 0 where the others would make them negative. */
  floors: readonly ColumnProfile[]
  /** How each part of a product counts, in their order, and what it is multiplied by besides. */
  ways: readonly Way[]
  times: number
  /** How far the whole may lie from what the parts make, and the unit of the last decimal of each column where it is known. */
  slack: number
  units: ReadonlyMap<ColumnProfile, number>
  /** Whether all rows keep it by one constant, or some by another that comes again. */
  rates: 'one' | 'several'
  /** The whole, what the others make, and what it is more than that. */
  whole: string
  made: string
  rest: string
  broken: string
  /** That the row says nothing of the rule: a value is missing, or a code for that. */
  open: string
}

/** Whether a rule is about two columns, of which one is a multiple of the other. */
export function isMultiple(rule: Sum | undefined): boolean {
  return rule?.columns.length === 2
}

/** A found rule in SQL. */
export function sumOf(all: readonly ColumnProfile[], rule: Rule, units: Sum['units']): Sum {
  const { whole, parts, minus, sign, times = 1, slack = CENT } = rule
  const columnsAt = (places: readonly number[]): ColumnProfile[] => places.flatMap((place) => all[place] ?? [])
  const ways = rule.ways ?? parts.map((): Way => 'itself')
  return writtenOut({
    sign,
    columns: columnsAt([whole, ...parts]),
    minus: columnsAt(minus),
    beside: [],
    floors: [],
    ways,
    times,
    slack,
    units,
    rates: 'one'
  })
}

/** A column that a rule may lack, and how it would count. */
export interface Lacking {
  column: ColumnProfile
  isMinus?: boolean
  way?: Way
}

/** The rule with one more column, that counts where it is filled. */
export function withBeside(rule: Sum, { column, isMinus = false, way = 'itself' }: Lacking): Sum {
  return writtenOut({
    ...rule,
    columns: [...rule.columns, column],
    minus: isMinus ? [...rule.minus, column] : rule.minus,
    beside: [...rule.beside, column],
    ways: [...rule.ways, way]
  })
}

type Bare = Omit<Sum, 'whole' | 'made' | 'rest' | 'broken' | 'open'>

function writtenOut(rule: Bare): Sum {
  const { columns, beside } = rule
  const total = columns[0] ? sqlOf(columns[0]) : 'NULL'
  // A code for "missing" is told as that, and makes no sum.
  const open = columns.filter((column) => !beside.includes(column)).map((column) => `(${openSql(column)})`).join(' OR ') // prettier-ignore
  const made = `(${madeSql(rule)})`
  const rest = `(${total} - ${made})`
  return { ...rule, whole: total, made, rest, broken: `${isOff(rest, total, rule.slack)} AND NOT (${open})`, open }
}

/** That two numbers differ by more than rounding leaves, beside a third. */
function isOff(apart: string, beside: string, slack: number): string {
  return `coalesce(abs(${apart}) > ${slack} + 1e-6 * abs(${beside}), false)`
}

/** That the rule holds with one more column. */
export function isMended(rule: Sum, lacking: Lacking): string {
  return `NOT ${isOff(withBeside(rule, lacking).rest, rule.whole, rule.slack)}`
}

/** What the columns but the whole make, one of them left out where it is given: sums and what stands beside only. */
function madeSql(rule: Bare, without?: ColumnProfile): string {
  const { sign, columns, minus, times } = rule
  const parts = columns.slice(1).filter((column) => column !== without)
  const added = parts.filter((column) => isAdded(rule, column))
  const factors = parts.filter((column) => !isAdded(rule, column)).map((column) => factorSql(rule, column))
  if (sign === '*' && factors.length && times !== 1) factors.unshift(String(times))
  const terms = added.map((column) => `${minus.includes(column) ? '-' : '+'} ${valueSql(rule, column)}`)
  return [...(factors.length ? [factors.join(' * ')] : ['0']), ...terms].join(' ')
}

/** Whether a part is added or taken off, not multiplied by. */
function isAdded(rule: Bare, column: ColumnProfile): boolean {
  return rule.sign === '+' || (rule.beside.includes(column) && wayOf(rule, column) === WAYS.itself)
}

function factorSql(rule: Bare, column: ColumnProfile): string {
  return wayOf(rule, column).sql(valueSql(rule, column))
}

/** The number of a part; none is 0 in a column that counts where it is filled. */
function valueSql({ beside }: Bare, column: ColumnProfile): string {
  return beside.includes(column) ? `coalesce(${sqlOf(column)}, 0)` : sqlOf(column)
}

function wayOf({ columns, ways }: Bare, column: ColumnProfile) {
  return WAYS[ways[columns.indexOf(column) - 1] ?? 'itself']
}

/** That a cell holds no number, or a code for a missing one. */
function openSql(column: ColumnProfile): string {
  const codes = column.disguised.map(({ value }) => text(value))
  const none = `${sqlOf(column)} IS NULL`
  return codes.length ? `${none} OR ${ident(column.name)}::VARCHAR IN (${codes.join(', ')})` : none
}

/** What the other columns make of one. */
export function dueSql(rule: Sum, column: ColumnProfile): string {
  const { columns, minus, beside } = rule
  const [whole] = columns
  if (!whole || column === whole) return rule.made
  const total = rule.whole
  if (isAdded(rule, column)) {
    const left = `(${total} - (${madeSql(rule, column)}))`
    return minus.includes(column) ? `(-${left})` : left
  }
  const added = madeSql({ ...rule, columns: [whole, ...beside.filter((one) => isAdded(rule, one))] })
  return wayOf(rule, column).back(`((${total} - (${added})) / ${othersSql(rule, column)})`)
}

/** What the other factors of a product multiply one by. */
function othersSql(rule: Sum, column: ColumnProfile): string {
  const others = rule.columns.slice(1).filter((other) => other !== column && !isAdded(rule, other))
  return `(${[String(rule.times), ...others.map((other) => `nullif(${factorSql(rule, other)}, 0)`)].join(' * ')})`
}

/** That a negative number is what it should be but for its sign. */
export function isTurnedSql(rule: Sum, column: ColumnProfile): string {
  const [value, due] = [sqlOf(column), dueSql(rule, column)]
  return `coalesce(${value} < 0 AND abs(${value} + ${due}) <= 0.0101 + 1e-6 * abs(${value}), false)`
}

/** Percentages that rounding leaves between two. */
const NEAR_RATE = 0.05

/** That what a row makes of a column is usual in it: no farther out, and with no more decimals. */
export function usualSql(rule: Sum, column: ColumnProfile): string {
  const value = dueSql(rule, column)
  const at = (p: number): number | undefined => column.numeric?.quantiles.find((one) => one.p === p)?.value
  const [low, high] = [at(0.01), at(0.99)]
  if (low === undefined || high === undefined) return 'true'
  const isRate = wayOf(rule, column) !== WAYS.itself
  const reach = isRate ? NEAR_RATE : 1e-6
  return `coalesce(${value} BETWEEN ${low - reach} AND ${high + reach}${isRate ? '' : wholeSql(rule, column, value)}, false)`
}

/** That a number has no more decimals than its column, as far as what the whole is rounded to shows it. */
function wholeSql(rule: Sum, column: ColumnProfile, value: string): string {
  const unit = column.type.endsWith('INT') || column.type === 'INTEGER' ? 1 : rule.units.get(column)
  if (unit === undefined) return ''
  const off = `abs(${value} - ${unit} * round(${value} / ${unit}))`
  if (isAdded(rule, column) || column === rule.columns[0]) return unit === 1 ? ` AND ${off} < 0.001` : ''
  const shown = `greatest(${0.001 * unit}, ${rule.slack} / abs(${othersSql(rule, column)}))`
  return ` AND (${off} < ${shown} OR ${shown} > ${0.25 * unit})`
}

/** The number of a column, by its reading where it is one of texts. */
export function sqlOf({ name, type, reading }: ColumnProfile): string {
  return measureSql(ident(name), type, reading) ?? 'NULL::DOUBLE'
}

/** That a part of a sum, or the whole, is what it should be but for its decimal mark or its sign. */
export function isSlippedSql(rule: Sum, column: ColumnProfile): string {
  const [value, due] = [sqlOf(column), dueSql(rule, column)]
  const slips = [-1, ...SLIPS].map((by) => `abs(${by} * ${due} - ${value})`)
  const back = SLIPS.map((by) => `abs(${due} / ${by} - ${value})`)
  return `(${[...slips, ...back].map((off) => `coalesce(${off} <= ${rule.slack} + 1e-6 * abs(${value}), false)`).join(' OR ')})`
}

/** That a row keeps a product but for the decimal mark or the sign of one number. */
export function slipSql(rule: Sum): string {
  const [whole] = rule.columns
  return rule.sign === '+' || !whole ? 'false' : isSlippedSql(rule, whole)
}
