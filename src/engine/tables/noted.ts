import type { Filter, NewLook } from '../../contract'

/** The look that opening the rows of a table is: of the table, not of each of its columns. */
export function lookAtRows(table: string, filter: Filter | undefined): NewLook {
  return {
    kind: 'rows',
    tables: [table],
    columns: [],
    segment: null,
    filter: filter?.all.length ? { all: filter.all } : null,
    figure: { fr: `lignes de « ${table} »`, en: `rows of “${table}”` },
    comparisons: 0
  }
}
