import type { CodebookColumn } from '../../../contract'
import { visibleText } from '../../parts'
import { columnEnd } from '../explore/bin-words'
import { topValueWord } from '../explore/value-words'

/** The least and the greatest value, in the column's own unit. */
export function rangeOf(column: CodebookColumn): string {
  const { numeric, family, min, max } = column
  if (numeric && family !== 'text' && numeric.min !== null && numeric.max !== null)
    return `${columnEnd(numeric.min, { ...column, histogram: null })} – ${columnEnd(numeric.max, { ...column, histogram: null })}`
  return min === null || max === null
    ? ''
    : min === max
      ? visibleText(topValueWord(min, family), 30)
      : `${visibleText(topValueWord(min, family), 24)} – ${visibleText(topValueWord(max, family), 24)}`
}
