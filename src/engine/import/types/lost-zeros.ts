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

/** The same in SQL; NULL for a reading that gives no numbers. Most numbers begin with another digit: they are told apart first. */
export function lostZerosSql(reading: TextReading, column: string): string | null {
  if (!isNumber(reading)) return null
  const plain = `(${column} >= '1' AND ${column} < ':')`
  return `NOT ${plain} AND regexp_matches(${column}, ${text(CODED)}) AND (${castSql(reading, column)}) IS NOT NULL`
}

function isNumber({ kind }: TextReading): boolean {
  return kind === 'integer' || kind === 'number'
}
