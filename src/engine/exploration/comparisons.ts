import type { Comparisons, Look } from '../../contract'
import { figureKey } from '../project'

const LEVEL = 0.05

/** How many comparisons looks make, each figure once; and what that means at 5 %. */
export function comparisonsOf(looks: readonly Look[]): Comparisons {
  const figures = comparisonsByFigure(looks)
  const made = [...figures.values()].reduce((sum, n) => sum + n, 0)
  return {
    made,
    byChance: LEVEL * made,
    threshold: LEVEL / Math.max(1, made),
    queries: new Set(looks.flatMap((look) => (look.kind === 'query' ? [figureKey(look)] : []))).size
  }
}

/** Comparisons of each figure: the most that it ever made, as its groups may change with the data. */
export function comparisonsByFigure(looks: readonly Look[]): Map<string, number> {
  const figures = new Map<string, number>()
  for (const look of looks) {
    const key = figureKey(look)
    figures.set(key, Math.max(figures.get(key) ?? 0, look.comparisons))
  }
  return figures
}
