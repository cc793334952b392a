import type { NewLook, PivotSpec } from '../../contract'
import { groupComparisons } from '../project'
import { measureInWords } from './words'
import type { Prepared } from './prepare'

/** The look that a pivot table is: a measure by groups, where each cell lets one compare it with the others. */
export function lookOf({ table, filter }: PivotSpec, prepared: Prepared): NewLook {
  const { rows, columns, measures, rowGroups } = prepared
  const at = (column: string) => ({ table: table.name, column })
  const names = [...rows, ...columns, ...measures].flatMap(({ column }) => (column ? [column.name] : []))
  const [first] = rows
  const measured = measures.map(measureInWords)
  const by = [...rows, ...columns].map(({ column }) => column.name)
  return {
    kind: 'chart',
    tables: [table.name],
    columns: [...new Set(names)].map(at),
    segment: first ? { ...at(first.column.name), by: BY[first.group], groups: rowGroups } : null,
    filter: filter ?? null,
    figure: {
      fr: `tableau croisé : ${measured.map(({ fr }) => fr).join(', ')} par ${by.map((name) => `« ${name} »`).join(' et ')}`,
      en: `pivot table: ${measured.map(({ en }) => en).join(', ')} by ${by.map((name) => `“${name}”`).join(' and ')}`
    },
    comparisons: comparisonsOf(prepared)
  }
}

/** Rows counted by the fields of one axis are a distribution, which compares nothing. */
function comparisonsOf({ columns, measures, most, rowGroups, columnGroups }: Prepared): number {
  const shown = Math.min(rowGroups, most.rows ?? rowGroups) * Math.min(columnGroups, most.columns ?? columnGroups)
  const compared = measures.filter(({ column }) => column || columns.length)
  return compared.length * groupComparisons(shown)
}

const BY = {
  value: 'value',
  bins: 'classes',
  year: 'period',
  quarter: 'period',
  month: 'period',
  week: 'period',
  weekday: 'value'
} as const
