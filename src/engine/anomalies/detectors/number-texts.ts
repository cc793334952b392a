import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import type { TextColumn } from '../text-fault'

/** Columns of whole numbers as texts, for digits that name rather than count; those whose texts stand in the file are at hand already. */
export function textsOfNumbers({ table, written }: DetectorContext, columns: readonly ColumnProfile[]): TextColumn[] {
  const { sql } = table
  return columns
    .filter(({ name, type }) => !written.has(name) && !['DOUBLE', 'FLOAT'].includes(type))
    .map((column) => ({
      column,
      written: {
        value: `${ident(column.name)}::VARCHAR`,
        from: sql,
        texts: sql,
        times: '1',
        read: false,
        where: (predicate) => predicate,
        rowsSql: (predicate) => `SELECT rowid, *\nFROM ${sql}\nWHERE ${predicate}`
      }
    }))
}
