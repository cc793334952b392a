import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import type { Rule } from './sum-rules'

/** A rule over columns, with the predicate of the rows that break it. */
export interface Sum {
  sign: Rule['sign']
  /** The whole first, then the parts, then what is mostly 0 or empty and counts beside them. */
  columns: ColumnProfile[]
  /** Those that are subtracted, and those that count beside the parts. */
  minus: readonly ColumnProfile[]
  beside: readonly ColumnProfile[]
  /** What the whole is more than the others make. */
  rest: string
  broken: string
  /** That the row says nothing of the rule: a value is missing, or a code for that. */
  open: string
}

/** A found rule in SQL. */
export function sumOf(all: readonly ColumnProfile[], { whole, parts, minus, sign }: Rule): Sum {
  const columnsAt = (places: readonly number[]): ColumnProfile[] => places.flatMap((place) => all[place] ?? [])
  return writtenOut({ sign, columns: columnsAt([whole, ...parts]), minus: columnsAt(minus), beside: [] })
}

/** The rule with one more column, that counts where it is filled. */
export function withBeside({ sign, columns, minus, beside }: Sum, column: ColumnProfile, isMinus: boolean): Sum {
  return writtenOut({
    sign,
    columns: [...columns, column],
    minus: isMinus ? [...minus, column] : minus,
    beside: [...beside, column]
  })
}

type Bare = Pick<Sum, 'sign' | 'columns' | 'minus' | 'beside'>

function writtenOut(rule: Bare): Sum {
  const { columns, beside } = rule
  const total = columns[0] ? sqlOf(columns[0]) : 'NULL'
  // A code for "missing" is told as that, and makes no sum.
  const open = columns.filter((column) => !beside.includes(column)).map((column) => `(${openSql(column)})`).join(' OR ') // prettier-ignore
  const rest = `(${total} - (${madeSql(rule)}))`
  return { ...rule, rest, broken: `${isOff(rest, total)} AND NOT (${open})`, open }
}

/** That two numbers differ by more than rounding leaves, beside a third. */
function isOff(apart: string, beside: string): string {
  return `coalesce(abs(${apart}) > 0.0101 + 1e-6 * abs(${beside}), false)`
}

/** That what the whole is more than the others make is what a further column holds, or the less by it. */
export function isRest({ rest, columns }: Sum, column: ColumnProfile, isMinus: boolean): string {
  return `NOT ${isOff(`${rest} ${isMinus ? '+' : '-'} coalesce(${sqlOf(column)}, 0)`, columns[0] ? sqlOf(columns[0]) : '0')}`
}

/** What the columns but the whole make, one of them left out where it is given: sums and what stands beside only. */
function madeSql({ sign, columns, minus, beside }: Bare, without?: ColumnProfile): string {
  const parts = columns.slice(1).filter((column) => column !== without)
  const added = sign === '+' ? parts : parts.filter((column) => beside.includes(column))
  const factors = sign === '+' ? [] : parts.filter((column) => !beside.includes(column)).map(sqlOf)
  const terms = added.map(
    (column) => `${minus.includes(column) ? '-' : '+'} ${beside.includes(column) ? `coalesce(${sqlOf(column)}, 0)` : sqlOf(column)}` // prettier-ignore
  )
  return [...(factors.length ? [factors.join(' * ')] : ['0']), ...terms].join(' ')
}

/** That a cell holds no number, or a code for a missing one. */
function openSql(column: ColumnProfile): string {
  const codes = column.disguised.map(({ value }) => text(value))
  const none = `${sqlOf(column)} IS NULL`
  return codes.length ? `${none} OR ${ident(column.name)}::VARCHAR IN (${codes.join(', ')})` : none
}

/**
 * Which of the columns is wrong, as SQL: 0 the whole, from 1 on the others; NULL where it cannot be told. One that takes part in another
 * rule which the row keeps is right, and one that only a minus sign sets apart from what the rest makes is wrong; of the others, what the rest makes of it must be usual in its column (between the 1st and 99th
 * percentiles, whole where all are). The only one of which this holds is it, or else the only one of these that breaks another rule too.
 */
export function guiltySql(rule: Sum, rules: readonly Sum[]): string {
  const { columns } = rule
  const [whole] = columns
  if (!whole) return 'NULL'
  const suspected = columns.map((column) => `(${usualSql(column, dueSql(rule, column))}${notCleared(column)})`)
  const accused = columns.map((column, at) => {
    const broken = others(column).map((other) => `(${other.broken})`)
    return broken.length ? `(${suspected[at] ?? 'false'} AND (${broken.join(' OR ')}))` : 'false'
  })
  const turned = columns.map((column) => `(${isTurnedSql(sqlOf(column), dueSql(rule, column))})`)
  return `CASE ${[turned, accused, suspected].flatMap((doubts) => doubts.map((_, at) => `WHEN ${only(doubts, at)} THEN ${at}`)).join(' ')} END`

  /** That the row breaks each other rule of a column, or leaves it open. */
  function notCleared(column: ColumnProfile): string {
    return others(column)
      .map((other) => ` AND (${other.broken} OR ${other.open})`)
      .join('')
  }

  function others(column: ColumnProfile): Sum[] {
    return rules.filter((other) => other.columns !== columns && other.columns.includes(column))
  }
}

/** What the other columns make of one. */
function dueSql(rule: Sum, column: ColumnProfile): string {
  const { sign, columns, minus, beside } = rule
  const [whole] = columns
  if (!whole || column === whole) return `(${madeSql(rule)})`
  const total = sqlOf(whole)
  if (sign === '+' || beside.includes(column)) {
    const left = `(${total} - (${madeSql(rule, column)}))`
    return minus.includes(column) ? `(-${left})` : left
  }
  const factors = columns.slice(1).filter((other) => other !== column && !beside.includes(other))
  const added = madeSql({ ...rule, columns: [whole, ...beside] })
  return `((${total} - (${added})) / ${factors.map((other) => `nullif(${sqlOf(other)}, 0)`).join(' / ')})`
}

/** That of several predicates only one holds. */
function only(predicates: readonly string[], at: number): string {
  return predicates.map((one, place) => (place === at ? one : `NOT ${one}`)).join(' AND ')
}

/** That a negative number is what it should be but for its sign. */
function isTurnedSql(value: string, due: string): string {
  return `coalesce(${value} < 0 AND abs(${value} + ${due}) <= 0.0101 + 1e-6 * abs(${value}), false)`
}

function usualSql({ numeric, type }: ColumnProfile, value: string): string {
  const at = (p: number): number | undefined => numeric?.quantiles.find((one) => one.p === p)?.value
  const [low, high] = [at(0.01), at(0.99)]
  if (low === undefined || high === undefined) return 'true'
  const whole = type.endsWith('INT') || type === 'INTEGER' ? ` AND abs(${value} - round(${value})) < 0.001` : ''
  return `coalesce(${value} BETWEEN ${low - 1e-6} AND ${high + 1e-6}${whole}, false)`
}

/** The number of a column, by its reading where it is one of texts. */
export function sqlOf({ name, type, reading }: ColumnProfile): string {
  return measureSql(ident(name), type, reading) ?? 'NULL::DOUBLE'
}
