import type { ColumnInfo, Segmentation } from '../../contract'
import { fail } from '../errors'
import { dateSql as textDateSql } from '../profile'
import { categorySql, ident } from '../sql'
import { isDate, isText, numberSql } from './score-sql'

/** Shapes of dates read in text columns, day before month. */
export const DATE_SHAPES = [
  '%d/%m/%Y',
  '%Y-%m-%d',
  '%d-%m-%Y',
  '%d/%m/%y',
  '%d/%m/%Y %H:%M',
  '%d/%m/%y %H:%M',
  '%d/%m/%Y %H:%M:%S',
  '%Y-%m-%d %H:%M',
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%dT%H:%M:%S'
]

/** A column's value as a timestamp, null where it is none. */
export function dateSql({ name, type }: ColumnInfo, alias = 't'): string {
  const column = `${alias}.${ident(name)}`
  if (isDate(type)) return `CASE WHEN isfinite(${column}) THEN ${column}::TIMESTAMP END`
  if (isText(type)) return textDateSql(column, { formats: DATE_SHAPES })
  throw fail('input', {
    fr: `La colonne «\u00a0${name}\u00a0» ne contient pas de dates.`,
    en: `Column “${name}” holds no dates.`
  })
}

/**
 * The segment of a row as text, null where it has none: the value, the period (`2025-03`, `2025-T1`, `2025`), or the
 * number of the class between `edges` (ascending; class 0 is below the first).
 */
export function segmentSql(
  column: ColumnInfo,
  by: Segmentation['by'],
  edges: readonly number[] = [],
  alias = 't'
): string {
  if (by.kind === 'value') return valueSql(column, alias)
  if (by.kind === 'classes') return classSql(numberSql(column, alias), edges)
  const date = dateSql(column, alias)
  if (by.unit === 'month') return `strftime(${date}, '%Y-%m')`
  if (by.unit === 'year') return `strftime(${date}, '%Y')`
  return `strftime(${date}, '%Y') || '-T' || quarter(${date})`
}

function valueSql({ name, type }: ColumnInfo, alias: string): string {
  const value = `${alias}.${ident(name)}::VARCHAR`
  return isText(type) ? categorySql(value) : `nullif(trim(${value}), '')`
}

function classSql(value: string, edges: readonly number[]): string {
  const cases = edges.map((edge, index) => `WHEN ${value} < ${edge} THEN '${index}'`)
  return `CASE WHEN isnan(${value}) THEN NULL ${cases.join(' ')} WHEN ${value} IS NOT NULL THEN '${edges.length}' END`
}
