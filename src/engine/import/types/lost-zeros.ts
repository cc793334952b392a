import type { TextReading } from '../../../contract'
import { text } from '../../sql'
import { castSql } from './cast-sql'
import { GAP } from './escape-pattern'
import { readsText } from './reads-text'

/** Numbers that begin with a zero before another digit, as post codes and identifiers do. */
const CODED = `^${GAP}[+-]?${GAP}0\\d`

/** A test of whether a reading takes a text as a number without the zeros that it begins with: it is read, but the code is gone. */
export function losesZeros(reading: TextReading): (text: string) => boolean {
  if (!isNumber(reading)) return () => false
  const [coded, reads] = [new RegExp(CODED, 'u'), readsText(reading)]
  return (text) => coded.test(text) && reads(text)
}

/** The same in SQL. DuckDB works out both sides of an AND, and only the branches of a CASE that it needs. */
export function lostZerosSql(reading: TextReading, column: string): string {
  if (!isNumber(reading)) return 'false'
  return `CASE WHEN ${zeroFirstSql(column)} THEN (${castSql(reading, column)}) IS NOT NULL ELSE false END`
}

/** SQL that is true of all such texts, be they numbers or not; most texts begin with another digit: they are told apart first. */
export function zeroFirstSql(column: string): string {
  return `CASE WHEN ${column} >= '1' AND ${column} < ':' THEN false ELSE regexp_matches(${column}, ${text(CODED)}) END`
}

export function isNumber({ kind }: TextReading): boolean {
  return kind === 'integer' || kind === 'number'
}
