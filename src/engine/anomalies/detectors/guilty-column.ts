import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { Table } from '../../tables'
import { isSlippedSql, isTurnedSql, slipSql, usualSql, type Sum } from './sum-sql'

/** That one of the parts is wrong, without a word on which. */
export const ONE_OF_THE_PARTS = -1

/** Names of what is known of a row by each rule: whether it breaks it, says nothing of it, by a slip, which column is wrong, and whether another rule tells that. */
export const broken = (rule: number): string => `"~broken${rule}"`
export const slipped = (rule: number): string => `"~slip${rule}"`
export const guilty = (rule: number): string => `"~guilty${rule}"`
export const told = (rule: number): string => `"~told${rule}"`
const open = (rule: number): string => `"~open${rule}"`
const slippedAt = (rule: number, at: number): string => `"~slip${rule} ${at}"`
const usual = (rule: number, at: number): string => `"~usual${rule} ${at}"`
const turned = (rule: number, at: number): string => `"~turned${rule} ${at}"`

/**
 * The rows that break a rule, each with what it is found of it, for `FROM`: the place of the row as "~row", and the columns named above.
 *
 * Which of the columns of a rule is wrong: 0 the whole, from 1 on the others; NULL where it cannot be told, -1 where only the whole is known
 * to be right. One that takes part in another rule which the row keeps is right, and one that only a minus sign sets apart from what the
 * rest makes is wrong. It is the only one that stands in all rules that the row breaks, or of several such the only one of which the rest
 * makes a usual value; where none does, as in a row of two faults, the only one that breaks another rule too, or the only usual one.
 */
export function judgedSql(table: Table, rules: readonly Sum[]): string {
  const columns = [...new Set(rules.flatMap((rule) => rule.columns.map(({ name }) => ident(name))))]
  const flags = rules.flatMap((rule, at) => [
    `${rule.broken} AS ${broken(at)}`,
    `(${rule.open}) AS ${open(at)}`,
    `${slipSql(rule)} AS ${slipped(at)}`
  ])
  const names = rules.flatMap((_, at) => [broken(at), open(at), slipped(at)])
  const doubts = rules.flatMap((rule, at) =>
    rule.columns.flatMap((column, place) => [
      `${usualSql(rule, column)} AS ${usual(at, place)}`,
      `${isTurnedSql(rule, column)} AS ${turned(at, place)}`,
      `${rule.sign === '*' ? slipped(at) : isSlippedSql(rule, column)} AS ${slippedAt(at, place)}`
    ])
  )
  const any = rules.map((_, at) => broken(at)).join(' OR ')
  const rows = `SELECT rowid AS "~row", ${[...columns, ...flags].join(', ')} FROM ${table.sql}`
  const seen = `SELECT "~row", ${[...names, ...doubts].join(', ')} FROM (${rows}) WHERE ${any}`
  const judged = `SELECT *, ${rules.map((_, at) => `${guiltySql(rules, at)} AS ${guilty(at)}`).join(', ')} FROM (${seen})`
  return `(SELECT *, ${rules.map((_, at) => `${toldSql(rules, at)} AS ${told(at)}`).join(', ')} FROM (${judged}))`
}

function guiltySql(rules: readonly Sum[], at: number): string {
  const rule = rules[at]
  if (!rule) return 'NULL'
  const places = rule.columns.map((_, place) => place)
  const suspected = rule.columns.map((column, place) => `(${usual(at, place)}${notCleared(column)})`)
  const shared = rule.columns.map((column) => {
    const both = others(column).map((other) => brokenAlike(column, other))
    return both.length ? `((${both.join(' OR ')})${notCleared(column)})` : 'false'
  })
  const explains = rule.columns.map((column) => `(true${notCleared(column)}${bearsAll(column)})`)
  const doubts = [
    places.map((place) => turned(at, place)),
    places.map((place) => `(${explains[place] ?? 'false'} AND ${usual(at, place)})`),
    explains,
    places.map((place) => `(${suspected[place] ?? 'false'} AND ${shared[place] ?? 'false'})`),
    shared,
    suspected,
    rule.columns.map((column) => `(true${notCleared(column)})`)
  ]
  const [whole] = rule.columns
  const byOthers = ` WHEN NOT ${explains[0] ?? 'true'} AND (${explains.slice(1).join(' OR ')}) THEN ${ONE_OF_THE_PARTS}`
  return `CASE ${doubts.map(theOnlyOne).join(' ')}${whole ? isRight(whole) : ''}${byOthers} END`

  /** That the row breaks each other rule of a column, or leaves it open. */
  function notCleared(column: ColumnProfile): string {
    return others(column).map((other) => ` AND (${brokenAlike(column, other)} OR ${open(other)})`).join('') // prettier-ignore
  }

  /** That the row breaks no rule about these columns which says nothing of this one. */
  function bearsAll(column: ColumnProfile): string {
    return rules
      .map((other, place) => {
        const isBeside = place !== at && !other.columns.includes(column) && other.columns.some((one) => rule?.columns.includes(one)) // prettier-ignore
        return isBeside ? ` AND NOT ${broken(place)}` : ''
      })
      .join('')
  }

  /** That another rule of the whole holds in the row. */
  function isRight(column: ColumnProfile): string {
    const kept = others(column).map((other) => `NOT (${brokenAlike(column, other)} OR ${open(other)})`)
    return kept.length ? ` WHEN ${kept.join(' OR ')} THEN ${ONE_OF_THE_PARTS}` : ''
  }

  function others(column: ColumnProfile): number[] {
    return rules.flatMap((other, place) => (place !== at && other.columns.includes(column) ? [place] : []))
  }

  /** That the row breaks another rule by what this column may have done to both: a decimal mark or a sign that breaks one breaks the other too. */
  function brokenAlike(column: ColumnProfile, other: number): string {
    const [own, theirs] = [rule, rules[other]].map((one) => one?.columns.indexOf(column) ?? -1) as [number, number]
    return `(${broken(other)} AND ${slippedAt(at, own)} = ${slippedAt(other, theirs)})`
  }
}

/** Where of several predicates only one holds, its place. */
function theOnlyOne(predicates: readonly string[]): string {
  const held = predicates.map((one) => `${one}::INTEGER`).join(' + ')
  return `WHEN ${held} = 1 THEN list_position([${predicates.join(', ')}], true) - 1`
}

/** That a rule before tells the column of a row that this one would tell. */
function toldSql(rules: readonly Sum[], at: number): string {
  const before = rules.slice(0, at).flatMap((other, place) =>
    other.columns.flatMap((column, theirs) => {
      const own = rules[at]?.columns.indexOf(column) ?? -1
      return own < 0 ? [] : [`(${broken(place)} AND ${guilty(place)} = ${theirs} AND ${guilty(at)} = ${own})`]
    })
  )
  return before.length ? `coalesce(${before.join(' OR ')}, false)` : 'false'
}
