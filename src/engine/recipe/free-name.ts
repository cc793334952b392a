import type { ColumnInfo } from '../../contract'

/** A name for a column of ours that no column of the table has. */
export function freeName(wanted: string, columns: readonly Pick<ColumnInfo, 'name'>[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  let name = wanted
  while (taken.has(name.toLowerCase())) name += '~'
  return name
}
