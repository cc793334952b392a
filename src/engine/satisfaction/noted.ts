import type { MeasureRequest, MeasureResult, NewLook } from '../../contract'
import { groupComparisons } from '../project'

/** The look that a measure is: one comparison for each segment whose difference to the rest is told. */
export function lookOf({ table, score, segment, filter }: MeasureRequest, result: MeasureResult): NewLook {
  const segmentTable = segment?.via?.table.name ?? table.name
  return {
    kind: 'measure',
    tables: [...new Set([table.name, segmentTable])],
    columns: [{ table: table.name, column: score }],
    segment: segment && {
      table: segmentTable,
      column: segment.column,
      by: segment.by.kind,
      groups: result.segments.length
    },
    filter: filter ?? null,
    figure: result.title,
    comparisons: groupComparisons(result.segments.filter(({ difference }) => difference).length)
  }
}
