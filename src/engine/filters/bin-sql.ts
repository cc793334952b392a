import { filterPredicate, ident } from '../sql'
import type { ColumnInfo, Condition } from '../../contract'
import type { Cut } from './cut'

/** Code of values below the first edge, and of those at or above the last (infinities too). */
export const BELOW = -1
export const ABOVE = 32_767

/**
 * SQL of the place of a value's bin, NULL for a missing value. A value stands in a bin exactly where the conditions
 * `>=` its lower and `<` its upper edge keep it, for numbers within the precision of a DOUBLE.
 */
export function binSql(cut: Cut, column: ColumnInfo): string {
  const value = ident(column.name)
  const { edges, first, inner } = cut
  const test = (op: Condition['op'], edge: number): string =>
    filterPredicate({ all: [{ column: column.name, op, values: [edges[edge] ?? null] }] }, [column])
  const lowTail = first ? `WHEN ${test('<', first)} THEN 0` : ''
  const highTail = edges.length > first + inner + 1 ? `WHEN ${test('>=', first + inner)} THEN ${first + inner}` : ''
  return `CASE WHEN ${value} IS NULL THEN NULL WHEN NOT (${test('>=', 0)}) THEN ${BELOW} WHEN ${test('>=', edges.length - 1)} THEN ${ABOVE} ${lowTail} ${highTail} ELSE ${first} + ${innerSql(cut, value)} END::SMALLINT`
}

function innerSql({ edges, first, inner, step }: Cut, value: string): string {
  const start = edges[first] ?? 0
  if (typeof step !== 'number') return `datediff('${step}', TIMESTAMP '${String(start)}', ${value}::TIMESTAMP)`
  const place = `least(greatest(floor((${value}::DOUBLE - ${Number(start)}::DOUBLE) / ${step}::DOUBLE), 0), ${inner - 1})::INTEGER`
  // Whole numbers are divided exactly while a DOUBLE holds each of them.
  if (Number.isInteger(step) && edges.every(Number.isSafeInteger)) return place
  // A quotient may be rounded across an edge: the edges themselves decide.
  const listed = `[${edges.slice(first, first + inner + 1).join(', ')}]::DOUBLE[]`
  return `(${place} - (${value}::DOUBLE < list_extract(${listed}, ${place} + 1))::INTEGER + (${value}::DOUBLE >= list_extract(${listed}, ${place} + 2))::INTEGER)`
}
