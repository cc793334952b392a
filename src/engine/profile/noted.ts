import type { FactKey, LocalizedText, NewLook, TableFacts } from '../../contract'

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

/** The look that opening one fact about columns together is; its comparison was made when the facts were shown. */
export function factLook(table: string, fact: FactKey): NewLook {
  const names = columnsOf(fact)
  const list = names.join(' × ')
  return look(table, 'evidence', names, { fr: `preuve : ${list}`, en: `evidence: ${list}` }, 0)
}

function columnsOf(fact: FactKey): string[] {
  if (fact.kind === 'pattern') return fact.missing
  if (fact.kind === 'dependency') return [...fact.determinant, fact.dependent]
  return [fact.left, fact.right]
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
