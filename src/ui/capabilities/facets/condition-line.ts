import { columnFamily } from '../../../charts'
import type { ColumnInfo, Condition, Scalar } from '../../../contract'
import { booleanTyped, booleanWord, isoDay } from '../../parts'
import { storedWord } from '../../parts/grid'

/** A condition being written: what is typed, and the values that it had, as long as nothing was typed. */
export type Line = { column: string; op: Condition['op']; written: string; values: readonly Scalar[] }

/** Operators that take several values, separated by semicolons. */
export const SEVERAL: readonly Condition['op'][] = ['in', 'not in', 'between', 'word', 'not word']

/** A condition as a line to edit, its days as the grid shows them; `missing` is the word for a missing value. */
export function lineOf({ column, op, values }: Condition, missing: string, columns: readonly ColumnInfo[]): Line {
  const type = columns.find(({ name }) => name === column)?.type ?? ''
  const isDay = columnFamily(type) === 'time' && op !== 'contains'
  const word = (value: string | number): string => (isDay ? storedWord(String(value), type) : String(value))
  const written = values
    .map((value) => (value === null ? missing : typeof value === 'boolean' ? booleanWord(value) : word(value)))
    .join('; ')
  return { column, op, values, written }
}

/** A line as a condition; numbers may have the decimal comma, days their day first. Values that were not touched stay as they were. */
export function conditionOf(
  { column, op, written, values }: Line,
  columns: readonly ColumnInfo[],
  missing: string
): Condition {
  if (op === 'missing' || op === 'present') return { column, op, values: [] }
  if (values.length) return { column, op, values: [...values] }
  const family = columnFamily(columns.find(({ name }) => name === column)?.type ?? '')
  const isNumber = family === 'number'
  const read = (part: string): Scalar => {
    if (part === missing) return null
    const truth = family === 'boolean' && op !== 'contains' ? booleanTyped(part) : null
    if (truth !== null) return truth
    if (family === 'time' && op !== 'contains') return isoDay(part)
    const plain = part.replace(/[\s\u202f\u00a0]/g, '').replace(',', '.')
    return isNumber && op !== 'contains' && /^[+-]?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : part
  }
  const parts = SEVERAL.includes(op) ? written.split(';').map((part) => part.trim()) : [written]
  return { column, op, values: parts.map(read) }
}
