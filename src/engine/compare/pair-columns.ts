import type { ColumnInfo, ColumnPairing } from '../../contract'

/** Columns that are compared, in the order of the first side, and those of one side only. */
export interface Paired {
  pairs: { a: ColumnInfo; b: ColumnInfo }[]
  onlyA: ColumnInfo[]
  onlyB: ColumnInfo[]
}

/**
 * Pairs the columns of two tables: as the user says, else by the same name, else by names that differ in case, accents,
 * spaces or punctuation only, where one column of each side has such a name.
 */
export function pairColumns(
  a: readonly ColumnInfo[],
  b: readonly ColumnInfo[],
  asked: readonly ColumnPairing[]
): Paired {
  const found = new Map<ColumnInfo, ColumnInfo>()
  const taken = new Set<ColumnInfo>()
  const pair = (one: ColumnInfo | undefined, other: ColumnInfo | undefined): void => {
    if (!one || !other || found.has(one) || taken.has(other)) return
    found.set(one, other)
    taken.add(other)
  }
  const byName = new Map(b.map((column) => [column.name, column]))
  for (const { a: one, b: other } of asked) pair(a.find(({ name }) => name === one), byName.get(other)) // prettier-ignore
  for (const column of a) pair(column, byName.get(column.name))
  const left = uniqueByPlainName(a.filter((column) => !found.has(column)))
  const right = uniqueByPlainName(b.filter((column) => !taken.has(column)))
  for (const [name, column] of left) if (column) pair(column, right.get(name) ?? undefined)
  return {
    pairs: a.flatMap((column) => {
      const other = found.get(column)
      return other ? [{ a: column, b: other }] : []
    }),
    onlyA: a.filter((column) => !found.has(column)),
    onlyB: b.filter((column) => !taken.has(column))
  }
}

/** Null stands for a name that several columns have. */
function uniqueByPlainName(columns: readonly ColumnInfo[]): Map<string, ColumnInfo | null> {
  const found = new Map<string, ColumnInfo | null>()
  for (const column of columns) {
    const name = column.name.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') // prettier-ignore
    if (name) found.set(name, found.has(name) ? null : column)
  }
  return found
}
