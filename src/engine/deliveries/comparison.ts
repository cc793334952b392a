import type { DeliveryDiff } from '../../contract'
import type { MatchedRows } from './match-rows'
import type { ColumnPair } from './pair-columns'

/** A loaded delivery beside its source: what it would change, and where each row has gone. */
export interface Comparison {
  diff: DeliveryDiff
  /** Names of the raw tables. */
  before: string
  arriving: string
  pairs: readonly ColumnPair[]
  matched: MatchedRows
  /** Names, on each side, of the columns of truth values: of that type, or read as such. */
  truth: Record<'before' | 'arriving', ReadonlySet<string>>
}
