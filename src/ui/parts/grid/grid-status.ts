import type { Sort } from '../../../contract'
import type { Box } from './selection'

/** Facts for a status line: rows of the source, the selection (null on the header), the sort. */
export type GridStatus = { rows: number; columns: number; selection: Box | null; sort: Sort | null }
