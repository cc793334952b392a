import type { LocalizedText, NewLook, TableFacts } from '../../contract'

/** The look that opening a column is. */
export function columnLook(table: string, column: string): NewLook {
  return look(table, 'column', [column], { fr: `détail de « ${column} »`, en: `details of “${column}”` }, 0)
}

/** The look that all associations of a table are: one comparison a pair of columns. */
export function associationsLook(table: string, { associations }: TableFacts): NewLook[] {
  const { columns, pairs } = associations
  if (!pairs.length) return []
  const names = columns.map(({ name }) => name)
  const words = { fr: `associations de ${names.length} colonnes`, en: `associations of ${names.length} columns` }
  return [look(table, 'association', names, words, pairs.length)]
}

function look(
  table: string,
  kind: NewLook['kind'],
  columns: readonly string[],
  figure: LocalizedText,
  comparisons: number
): NewLook {
  const at = columns.map((column) => ({ table, column }))
  return { kind, tables: [table], columns: at, segment: null, filter: null, figure, comparisons }
}
