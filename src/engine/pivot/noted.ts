import type { LocalizedText, NewLook, PivotPlan, PivotSpec } from '../../contract'
import { groupComparisons } from '../project'

/**
 * The look that a pivot table is. A measure of a column makes one comparison a group (of rows by columns); counts and
 * shares make one where rows are crossed with columns, none where they are a plain distribution.
 */
export function lookOf(spec: PivotSpec, { rowGroups, columnGroups }: PivotPlan): NewLook {
  const { table, rows, columns, measures, filter } = spec
  const at = (column: string) => ({ table: table.name, column })
  const measured = measures.flatMap(({ column }) => column ?? [])
  const [first] = rows
  const shown = Math.min(rowGroups, spec.mostRows) * Math.min(columnGroups, spec.mostColumns)
  const crossed = measured.length < measures.length && columns.length ? 1 : 0
  return {
    kind: 'pivot',
    tables: [table.name],
    columns: [...new Set([...rows, ...columns].map(({ column }) => column).concat(measured))].map(at),
    segment: first ? { ...at(first.column), by: byOf(first.group), groups: rowGroups } : null,
    filter: filter?.all.length ? filter : null,
    figure: wordsOf(spec),
    pivot: { rows, columns, measures },
    comparisons: measured.length * groupComparisons(shown) + crossed
  }
}

function byOf(group: PivotSpec['rows'][number]['group']): 'value' | 'classes' | 'period' {
  return group === 'value' ? 'value' : group === 'bins' ? 'classes' : 'period'
}

function wordsOf({ rows, columns }: PivotSpec): LocalizedText {
  const names = [...rows, ...columns].map(({ column }) => column)
  return {
    fr: `tableau croisé : ${names.map((name) => `« ${name} »`).join(' × ')}`,
    en: `pivot table: ${names.map((name) => `“${name}”`).join(' × ')}`
  }
}
