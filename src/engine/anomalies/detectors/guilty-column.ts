import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { Table } from '../../tables'
import { isMultiple, isSlippedSql, isTurnedSql, slipSql, usualSql, type Sum } from './sum-sql'

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
/** No other rule of a column clears it, another is broken by it, and it stands in all rules that are broken. */
const suspect = (rule: number, at: number): string => `"~suspect${rule} ${at}"`
const shared = (rule: number, at: number): string => `"~shared${rule} ${at}"`
const explains = (rule: number, at: number): string => `"~explains${rule} ${at}"`

/**
 * The rows that break the rule at a place, each with what it is found of it, for `FROM`: the place of the row as "~row", and the columns
 * named above. Of the other rules only those about its columns are asked: this stands in the queries that are shown.
 *
 * Which of the columns of a rule is wrong: 0 the whole, from 1 on the others; NULL where it cannot be told, -1 where only the whole is known
 * to be right. One that takes part in another rule which the row keeps is right, and one that only a minus sign sets apart from what the
 * rest makes is wrong. It is the only one that stands in all rules that the row breaks, or of several such the only one of which the rest
 * makes a usual value; where none does, as in a row of two faults, the only one that breaks another rule too, or the only usual one.
 */
export function judgedSql(table: Table, rules: readonly Sum[], at: number): string {
  const judged = rules.flatMap((rule, place) => {
    const mayTell = place < at && isMultiple(rules[at]) && isBeside(rule, rules[at])
    return place === at || mayTell ? [place] : []
  })
  const own = new Set(judged.flatMap((place) => rules[place]?.columns ?? []))
  const met = rules.flatMap((rule, place) => (rule.columns.some((column) => own.has(column)) ? [{ rule, place }] : []))
  const columns = [...new Set(met.flatMap(({ rule }) => rule.columns.map(({ name }) => ident(name))))]
  const flags = met.flatMap(({ rule, place }) => [
    `${rule.broken} AS ${broken(place)}`,
    `(${rule.open}) AS ${open(place)}`,
    `${slipSql(rule)} AS ${slipped(place)}`
  ])
  const names = met.flatMap(({ place }) => [broken(place), open(place), slipped(place)])
  const slips = met.flatMap(({ rule, place }) =>
    rule.columns.flatMap((column, one) => {
      const slip = rule.sign === '*' ? slipped(place) : isSlippedSql(rule, column)
      return own.has(column) ? [`${slip} AS ${slippedAt(place, one)}`] : []
    })
  )
  const each = (sql: (rule: Sum, place: number) => readonly string[]): string =>
    judged.flatMap((place) => (rules[place] ? sql(rules[place], place) : [])).join(', ')
  const doubts = each((rule, place) =>
    rule.columns.flatMap((column, one) => [
      `${usualSql(rule, column)} AS ${usual(place, one)}`,
      `${isTurnedSql(rule, column)} AS ${turned(place, one)}`
    ])
  )
  const rows = `SELECT rowid AS "~row", ${[...columns, ...flags].join(', ')} FROM ${table.sql}`
  const seen = `SELECT "~row", ${[...names, ...slips, doubts].join(', ')} FROM (${rows}) WHERE ${broken(at)}`
  const signs = `SELECT *, ${each((_, place) => signsOf(rules, place))} FROM (${seen})`
  const found = `SELECT *, ${each((rule, place) => [`${guiltySql(rule, place)} AS ${guilty(place)}`])} FROM (${signs})`
  return `(SELECT *, ${toldSql(rules, at, judged)} AS ${told(at)} FROM (${found}))`
}

/** Whether two rules are about a column in common. */
function isBeside(one: Sum, other: Sum | undefined): boolean {
  return one.columns.some((column) => other?.columns.includes(column))
}

/** What the other rules say of each column of one. */
function signsOf(rules: readonly Sum[], at: number): string[] {
  const rule = rules[at]
  if (!rule) return []
  return rule.columns.flatMap((column, place) => {
    const cleared = others(column).map((other) => `(${brokenAlike(column, other)} OR ${open(other)})`)
    const isSuspect = ['true', ...cleared].join(' AND ')
    const both = others(column).map((other) => brokenAlike(column, other))
    const isShared = both.length ? `((${both.join(' OR ')}) AND ${isSuspect})` : 'false'
    return [
      `(${isSuspect}) AS ${suspect(at, place)}`,
      `${isShared} AS ${shared(at, place)}`,
      `(${[isSuspect, ...elsewhere(column)].join(' AND ')}) AS ${explains(at, place)}`
    ]
  })

  /** That the row breaks no rule about these columns which says nothing of this one. */
  function elsewhere(column: ColumnProfile): string[] {
    return rules.flatMap((other, place) =>
      place !== at && !other.columns.includes(column) && isBeside(other, rule) ? [`NOT ${broken(place)}`] : []
    )
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

function guiltySql({ columns }: Sum, at: number): string {
  const each = (sql: (place: number) => string): string[] => columns.map((_, place) => sql(place))
  const doubts = [
    each((place) => turned(at, place)),
    each((place) => `(${explains(at, place)} AND ${usual(at, place)})`),
    each((place) => explains(at, place)),
    each((place) => `(${suspect(at, place)} AND ${usual(at, place)} AND ${shared(at, place)})`),
    each((place) => shared(at, place)),
    each((place) => `(${suspect(at, place)} AND ${usual(at, place)})`),
    each((place) => suspect(at, place))
  ]
  const [first, ...parts] = each((place) => explains(at, place))
  const isRight = `NOT ${suspect(at, 0)} OR (NOT ${first ?? 'true'} AND (${['false', ...parts].join(' OR ')}))`
  return `CASE ${doubts.map(theOnlyOne).join(' ')} WHEN ${isRight} THEN ${ONE_OF_THE_PARTS} END`
}

/** Where of several predicates only one holds, its place. */
function theOnlyOne(predicates: readonly string[]): string {
  const held = predicates.map((one) => `${one}::INTEGER`).join(' + ')
  return `WHEN ${held} = 1 THEN list_position([${predicates.join(', ')}], true) - 1`
}

/** That one of the rules judged before tells the column of a row that this one would tell. */
function toldSql(rules: readonly Sum[], at: number, judged: readonly number[]): string {
  const before = judged.flatMap((place) =>
    (place < at ? (rules[place]?.columns ?? []) : []).flatMap((column, theirs) => {
      const own = rules[at]?.columns.indexOf(column) ?? -1
      return own < 0 ? [] : [`(${broken(place)} AND ${guilty(place)} = ${theirs} AND ${guilty(at)} = ${own})`]
    })
  )
  return before.length ? `coalesce(${before.join(' OR ')}, false)` : 'false'
}
