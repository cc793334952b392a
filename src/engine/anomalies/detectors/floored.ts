import type { ColumnProfile } from '../../../contract'
import { quantileAt } from '../../profile'
import type { DetectorContext } from '../detector'
import { dueSql, sqlOf, type Sum } from './sum-sql'

/** Rows in which a column stands at 0, and their share of those in which it would be negative, from which 0 is its floor. */
const LEAST = 3
const SHARE = 0.6

/**
 * A sum without the rows in which a column that is never negative stands at 0 where the others would make it less: what is paid above an
 * excess, what is left of a stock. Nearly all such rows must be so.
 */
export async function floored({ table, rows: ask }: DetectorContext, rule: Sum): Promise<Sum> {
  if (rule.sign !== '+') return rule
  const tried = rule.columns.filter((column) => !rule.beside.includes(column) && quantileAt(column.numeric, 0.01) >= 0)
  if (!tried.length) return rule
  const terms = tried.flatMap((column, at) => [
    `count(*) FILTER (${rule.broken} AND ${isBelow(rule, column)}) AS below${at}`,
    `count(*) FILTER (${rule.broken} AND ${isFloored(rule, column)}) AS floor${at}`,
    `count(*) FILTER (NOT (${rule.broken}) AND ${sqlOf(column)} = 0) AS zero${at}`
  ])
  const [seen] = await ask<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${table.sql}`)
  const floors = tried.filter((_, at) => {
    const [below, floor, zero] = ['below', 'floor', 'zero'].map((of) => seen?.[`${of}${at}`] ?? 0) as [number, number, number] // prettier-ignore
    // What is mostly 0 anyway, as refunds are, has no floor there.
    return floor >= LEAST && floor >= SHARE * below && floor >= zero
  })
  if (!floors.length) return rule
  const excused = floors.map((column) => isFloored(rule, column)).join(' OR ')
  return { ...rule, floors, broken: `(${rule.broken} AND NOT (${excused}))` }
}

function isBelow(rule: Sum, column: ColumnProfile): string {
  return `coalesce(${dueSql(rule, column)} < 0, false)`
}

function isFloored(rule: Sum, column: ColumnProfile): string {
  return `coalesce(${dueSql(rule, column)} < 0 AND ${sqlOf(column)} = 0, false)`
}
