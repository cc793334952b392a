import type { RowsShared, SidesCompared } from '../../contract'
import { ProjectMemory } from '../project'
import type { Distributions, PairOf } from './classes'
import type { Side } from './side'

/** A comparison with what its evidence is written from. */
export interface Known {
  sides: { a: Side; b: Side }
  shared: RowsShared
  pairs: (PairOf & { distributions: Distributions })[]
  result: SidesCompared
}

/** Comparisons of this process. */
export const known = new ProjectMemory<Known>(8)
