import type { NewLook, RuleResult } from '../../contract'
import { groupComparisons } from '../project'

/** The looks that rules by segment are, each group against the rest. */
export function looksOf(results: readonly RuleResult[]): NewLook[] {
  return results.flatMap(({ rule, segments, others }): NewLook[] => {
    const { table, columns, segment, words } = rule
    const groups = segments.length + (others?.segments ?? 0)
    if (segment === null || groups < 2) return []
    return [
      {
        kind: 'measure',
        tables: [table.name],
        columns: columns.map((column) => ({ table: table.name, column })),
        segment: { table: table.name, column: segment, by: 'value', groups },
        filter: rule.filter?.all.length ? rule.filter : null,
        figure: words,
        comparisons: groupComparisons(groups)
      }
    ]
  })
}
