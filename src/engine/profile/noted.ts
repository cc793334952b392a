import type { Filter, LocalizedText, NewLook, TableFacts } from '../../contract'

/** The look that opening a column is. */
export function columnLook(table: string, column: string, filter?: Filter): NewLook {
  const words = { fr: `détail de « ${column} »`, en: `details of “${column}”` }
  return look(table, 'column', { columns: [column], filter }, words, 0)
}

/** The look that all associations of a table are: one comparison a pair of columns. */
export function associationsLook(table: string, { associations }: TableFacts, filter?: Filter): NewLook[] {
  const { columns, pairs } = associations
  if (!pairs.length) return []
  const names = columns.map(({ name }) => name)
  const words = { fr: `associations de ${names.length} colonnes`, en: `associations of ${names.length} columns` }
  return [look(table, 'association', { columns: names, filter }, words, pairs.length)]
}

function look(
  table: string,
  kind: NewLook['kind'],
  { columns, filter }: { columns: readonly string[]; filter: Filter | undefined },
  figure: LocalizedText,
  comparisons: number
): NewLook {
  const at = columns.map((column) => ({ table, column }))
  return {
    kind,
    tables: [table],
    columns: at,
    segment: null,
    filter: filter?.all.length ? filter : null,
    figure,
    comparisons
  }
}
