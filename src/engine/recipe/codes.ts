import type { Scalar } from '../../contract'
import { text } from '../sql'

/** Whether a cell holds one of some codes: compared as values of the column's type, as text where it is not a plain one. */
export function codeTest(column: string, type: string, values: readonly Scalar[]): string {
  if (!isPlain(type)) return `CAST(${column} AS VARCHAR) IN (${values.map((value) => text(String(value))).join(', ')})`
  const codes = values.flatMap((value) => codeSql(value, type) ?? [])
  return codes.length ? `${column} IN (${codes.join(', ')})` : 'false'
}

/** SQL that is NULL where a column of that type cannot hold the code; null where that is known without asking. */
export function codeSql(value: Scalar, type: string): string | null {
  if (!isPlain(type)) return text(String(value))
  const number = NUMBER.exec(String(value).trim())
  if (!number || !EXACT.test(type)) {
    if (EXACT.test(type)) return null
    const written = INEXACT.test(type) ? String(value).replace(',', '.') : String(value)
    return `TRY_CAST(${text(written)} AS ${type})`
  }
  const [, whole = '', decimals = ''] = number
  const kept = decimals.replace(/0+$/, '')
  // A cast would round 99.5 to 100 in a column of whole numbers, and make missing what was never named.
  if (kept.length > Number(SCALE.exec(type)?.[1] ?? 0)) return null
  return `TRY_CAST(${text(kept ? `${whole}.${kept}` : whole)} AS ${type})`
}

/** A value as a cell of that type, NULL where the type cannot hold it: 12,5 is a number, and no whole one. */
export function valueSql(value: Scalar, type: string): string {
  if (isPlain(type)) return codeSql(value, type) ?? `CAST(NULL AS ${type})`
  return `TRY_CAST(${text(String(value))} AS ${type})`
}

const NUMBER = /^([+-]?\d+)(?:[.,](\d+))?$/
const SCALE = /^DECIMAL\(\d+,\s*(\d+)\)$/
const EXACT = /^(DECIMAL\(.*\)|U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER)$/
const INEXACT = /^(FLOAT|DOUBLE)$/

function isPlain(type: string): boolean {
  return EXACT.test(type) || INEXACT.test(type) || /^(DATE|BOOLEAN|TIMESTAMP.*)$/.test(type)
}
