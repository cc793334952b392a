import type { ColumnInfo, LocalizedText } from '../../../contract'
import { SPACES } from '../../profile'
import { ident, unknownColumn } from '../../sql'
import type { Ground } from './kind'

/** A column of the ground by name; one that is not there is refused. */
export function columnOf({ columns }: Ground, name: string): ColumnInfo {
  const found = columns.find((column) => column.name === name)
  if (!found) throw unknownColumn(name)
  return found
}

/** The value of a cell as SQL: NULL where it is missing, which for a text is also nothing but white space. */
export function cellSql({ name, type }: ColumnInfo): string {
  const cell = ident(name)
  return type === 'VARCHAR' ? `CASE WHEN trim(${cell}, ${SPACES}) <> '' THEN ${cell} END` : cell
}

/** Whether a cell is missing. */
export function missingSql({ name, type }: ColumnInfo, alias?: string): string {
  const cell = alias ? `${alias}.${ident(name)}` : ident(name)
  return type === 'VARCHAR' ? `(${cell} IS NULL OR trim(${cell}, ${SPACES}) = '')` : `${cell} IS NULL`
}

/** SQL that is true where a number is none (NaN), which for the database is greater than every other; null where the type has none. */
export function notANumberSql({ name, type }: ColumnInfo): string | null {
  return /^(FLOAT|DOUBLE)$/.test(type) ? `isnan(${ident(name)})` : null
}

/** Column names as they stand in a sentence. */
export function named(...columns: string[]): LocalizedText {
  return {
    fr: columns.map((name) => `« ${name} »`).join(', '),
    en: columns.map((name) => `“${name}”`).join(', ')
  }
}
