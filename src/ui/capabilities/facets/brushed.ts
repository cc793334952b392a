import type { BrushIndex } from '../../../contract'

export interface Brushed {
  kept: number
  /** By facet, the rows of each of its shown values; empty for the brushed one. */
  facets: number[][]
}

/**
 * Rows of every facet while the bins `from` up to, but without, `to` are brushed: the difference of two cumulative
 * vectors, so that no query runs while the brush moves.
 */
export function brushedCounts(index: BrushIndex, from: number, to: number): Brushed {
  const between = (sums: readonly number[]): number => (sums[to] ?? 0) - (sums[from] ?? 0)
  return {
    kept: between(index.kept),
    facets: index.facets.map((sums) => (sums[to] ?? []).map((upTo, place) => upTo - (sums[from]?.[place] ?? 0)))
  }
}
