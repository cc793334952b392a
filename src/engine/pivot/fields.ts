import type { ColumnInfo, PivotBins, PivotField, PivotGroup } from '../../contract'
import { fail } from '../errors'
import { familyOf } from '../profile'
import { ident, text, unknownColumn } from '../sql'

/** A field of a pivot table, compiled: what its rows are grouped by. */
export interface Field {
  column: ColumnInfo
  group: PivotGroup
  bins: PivotBins | null
  /** SQL of the group of a row, over the columns of the table. */
  sql: string
  /** DuckDB's type of that. */
  type: string
}

/** The column of a field; a grouping that its type cannot have is refused. */
export function fieldColumn(columns: readonly ColumnInfo[], { column, group }: PivotField): ColumnInfo {
  const found = columns.find(({ name }) => name === column)
  if (!found) throw unknownColumn(column)
  if (group === 'bins' && !isNumber(found)) throw unsuited(column, 'nombres', 'numbers')
  if (group !== 'value' && group !== 'bins' && !isDate(found)) throw unsuited(column, 'dates', 'dates')
  return found
}

export function isNumber({ type }: ColumnInfo): boolean {
  return familyOf(type) === 'number'
}

export function isDate({ type }: ColumnInfo): boolean {
  return familyOf(type) === 'date'
}

/** Compiles a field on its column. */
export function compileField(column: ColumnInfo, group: PivotGroup, bins: PivotBins | null): Field {
  const name = ident(column.name)
  if (group === 'bins' && bins) return { column, group, bins, sql: binSql(name, bins), type: 'DOUBLE' }
  if (group === 'weekday') return { column, group, bins: null, sql: weekdaySql(name), type: 'BIGINT' }
  if (group !== 'value')
    return { column, group, bins: null, sql: `date_trunc('${group}', ${name}::TIMESTAMP)::DATE`, type: 'DATE' }
  // Lists, structures and the like by their text, which tells them apart for a reader; so are durations, whose text DuckDB
  // does not always read back.
  const isNested = ['nested', 'other', 'duration'].includes(familyOf(column.type))
  return isNested
    ? { column, group, bins: null, sql: `${name}::VARCHAR`, type: 'VARCHAR' }
    : { column, group, bins: null, sql: name, type: column.type }
}

/** True for rows of the group whose text the pivot's query wrote. */
export function inGroup({ sql, type }: Field, value: string | null): string {
  if (value === null) return `(${sql}) IS NULL`
  return `(${sql}) IS NOT DISTINCT FROM CAST(${text(value)} AS ${type})`
}

/** From 1, Monday, to 7; 0 for the dates without an end, which have no day. */
function weekdaySql(name: string): string {
  return `CASE WHEN isfinite(${name}) THEN isodow(${name}) WHEN ${name} IS NOT NULL THEN 0 END`
}

/** Powers of ten are only multiplied or divided whole, so that 0.3 falls where it is written. */
function binSql(name: string, { digit, exponent }: PivotBins): string {
  const value = `${name}::DOUBLE`
  const scaled = exponent < 0 ? `${value} * 1e${-exponent}` : `${value} / 1e${exponent}`
  return `floor(round(${scaled} / ${digit}, 9))`
}

function unsuited(column: string, fr: string, en: string): Error {
  return fail(
    'input',
    {
      fr: `La colonne « ${column} » ne contient pas de ${fr} : elle ne se groupe pas ainsi.`,
      en: `The column “${column}” does not hold ${en}: it cannot be grouped like this.`
    },
    {
      hint: {
        fr: 'Groupez-la par valeur, ou donnez-lui son type dans Préparer.',
        en: 'Group it by value, or give it its type in Prepare.'
      }
    }
  )
}
