import { type DataType, Type } from 'apache-arrow'
import type { ColumnInfo, Condition, Scalar, Sort } from '../../../contract'
import { booleanWord } from '../boolean-word'
import type { Translate } from '../i18n'
import { isoDay } from '../typed-day'
import { visibleText } from '../visible-text'
import { plainText, storedWord } from './cell-text'
import type { PagedCell } from './pages'
import type { text } from './text'

type Words = Translate<keyof typeof text.keys>

/** The condition that keeps, or leaves out, the rows that hold a cell's value; null where a value cannot be written. */
export function conditionOf(cell: PagedCell, { name }: ColumnInfo, keep: boolean): Condition | null {
  if (cell.state !== 'ready') return null
  if (cell.value === null || cell.value === undefined)
    return { column: name, op: keep ? 'missing' : 'present', values: [] }
  const value = scalarOf(cell.value, cell.type)
  return value === null ? null : { column: name, op: keep ? '=' : '<>', values: [value] }
}

/** A condition in words, its column first; its values as cells are written where the type of the column is given. */
export function conditionWords({ column, op, values }: Condition, t: Words, type = 'VARCHAR'): string {
  const name = visibleText(column, 60)
  const shown = values
    .slice(0, 5)
    .map((value) =>
      value === null
        ? t('missingAmong')
        : typeof value === 'boolean'
          ? booleanWord(value)
          : visibleText(op === 'contains' ? String(value) : storedWord(String(value), type), 40)
    )
  const list = shown.join(', ') + (values.length > 5 ? '…' : '')
  if (op === 'missing' || op === 'present') return t(op === 'missing' ? 'isMissing' : 'isPresent', { name })
  if (op === 'contains') return t('doesContain', { name, value: list })
  if (op === 'word' || op === 'not word') return t(op === 'word' ? 'hasWord' : 'hasNotWord', { name, value: list })
  if (op === 'between') return t('isBetween', { name, low: shown[0] ?? '', high: shown[1] ?? '' })
  if (op === 'in') return t('isIn', { name, value: list })
  if (op === 'not in') return t('isNotIn', { name, value: list })
  return `${name} ${{ '=': '=', '<>': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[op]} ${list}`
}

/**
 * The sort after a column's turn: ascending, descending, then none. `add` keeps the others and their order, else the column
 * sorts alone.
 */
export function turnSort(sort: readonly Sort[], column: string, add: boolean): Sort[] {
  const present = sort.find((one) => one.column === column)
  const next = !present ? { column, descending: false } : present.descending ? null : { column, descending: true }
  if (!add) return next ? [next] : []
  if (!present) return [...sort, { column, descending: false }].slice(-8)
  return sort.flatMap((one) => (one.column === column ? (next ? [next] : []) : [one]))
}

/** What a reader typed as a value of the column: a decimal comma, spaces between thousands and a day before its month are taken for what they are. */
export function typedValue(typed: string, type: string): string {
  if (/^(DATE|TIMESTAMP)/.test(type)) return isoDay(typed)
  if (!/^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)?INT|FLOAT|DOUBLE)/.test(type)) return typed
  return typed
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
}

function scalarOf(value: unknown, type: DataType | null): Scalar {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  const nested = [Type.List, Type.Struct, Type.Map, Type.Union, Type.FixedSizeList, Type.Binary]
  if (type && nested.includes(type.typeId)) return null
  return plainText(value, type)
}
