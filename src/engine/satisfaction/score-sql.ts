import type { ColumnInfo, Measure } from '../../contract'
import { fail } from '../errors'
import { ident } from '../sql'

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL|BIGNUM)\b(?!.*\])/i

/** True for DuckDB's numeric scalar types. */
export function isNumber(type: string): boolean {
  return NUMBER.test(type)
}

/** True for columns of text: they may hold numbers or dates not yet typed. */
export function isText(type: string): boolean {
  return type === 'VARCHAR' || (/^ENUM\b/i.test(type) && !type.endsWith(']'))
}

/** True for dates and timestamps. */
export function isDate(type: string): boolean {
  return /^(DATE|TIMESTAMP)/i.test(type) && !type.endsWith(']')
}

/** A column's value as a number, null where it is not one; text may have spaces around and a decimal comma. */
export function numberSql({ name, type }: ColumnInfo, alias = 't'): string {
  const column = `${alias}.${ident(name)}`
  if (isNumber(type)) return `${column}::DOUBLE`
  if (isText(type)) return `TRY_CAST(replace(trim(${column}::VARCHAR), ',', '.') AS DOUBLE)`
  throw notAScore(name, type)
}

/** Whether a cell holds anything: blank text counts as missing. */
export function presentSql({ name, type }: ColumnInfo, alias = 't'): string {
  const column = `${alias}.${ident(name)}`
  return isText(type) ? `coalesce(trim(${column}::VARCHAR) <> '', false)` : `${column} IS NOT NULL`
}

/** Whether the number `score` is on the measure's scale; false, not null, where there is none. */
export function validSql(measure: Measure, score: string): string {
  const { low, high } = scaleOf(measure)
  const whole = measure.kind === 'nps' ? ` AND ${score} = floor(${score})` : ''
  return `coalesce(${score} BETWEEN ${low} AND ${high}${whole}, false)`
}

/** Ends of the answers' scale. */
export function scaleOf(measure: Measure): { low: number; high: number } {
  if (measure.kind === 'nps') return { low: 0, high: 10 }
  const { low, high } = measure
  if (!(low < high)) throw badScale()
  if (measure.kind === 'csat' && !(measure.threshold > low && measure.threshold <= high)) throw badScale()
  return { low, high }
}

function badScale(): Error {
  return fail('input', {
    fr: 'L’échelle doit aller du plus petit au plus grand, et le seuil se trouver dedans.',
    en: 'The scale must run from low to high, and the threshold lie inside it.'
  })
}

function notAScore(name: string, type: string): Error {
  return fail('input', {
    fr: `La colonne «\u00a0${name}\u00a0» (${type}) ne contient pas de notes.`,
    en: `Column “${name}” (${type}) holds no scores.`
  })
}
