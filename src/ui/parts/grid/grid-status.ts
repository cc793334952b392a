import type { Filter, Sort } from '../../../contract'
import type { Box } from './selection'

/** Facts for a status line: rows of the view, the selection (null on the header), sort and filter. */
export type GridStatus = {
  rows: number
  columns: number
  selection: Box | null
  sort: readonly Sort[]
  filter: Filter
}
