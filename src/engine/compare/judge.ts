import type { Shift, ComparedPair, RowsShared } from '../../contract'
import { dissimilarity, dissimilarityByChance, homogeneity, standardisedDifference } from '../stats/two-samples'
import { holm, moverInterval, welch } from '../stats/compare'
import { wilsonInterval } from '../stats/intervals'
import type { Distributions, PairOf } from './classes'

/** How far two columns moved apart, before their p is corrected for the number of columns. */
export function judgePair(
  { a, b }: PairOf,
  { cut: _cut, ...distributions }: Distributions,
  shared: RowsShared['kind'],
  isCriterion = false
): ComparedPair {
  const independent = shared === 'independent'
  const tested = independent && !isCriterion ? homogeneity(distributions.classes) : null
  return {
    a: slim(a),
    b: slim(b),
    ...distributions,
    moved: dissimilarity(distributions.classes),
    chance: independent ? dissimilarityByChance(distributions.classes) : null,
    test: tested && { ...tested, adjusted: tested.p },
    verdict: isCriterion ? 'criterion' : 'unknown',
    missing: missingChange({ a, b }, independent),
    mean: distributions.basis === 'measure' ? meanChange({ a, b }, independent) : null
  }
}

/** Corrects p for all columns tested, says of each pair whether it moved, and puts what moved most first. */
export function rankPairs(judged: readonly ComparedPair[]): { pairs: ComparedPair[]; tests: number } {
  const tested = judged.filter(({ test }) => test !== null)
  const adjusted = new Map(holm(tested.map(({ test }) => test?.p ?? 1)).map((p, place) => [tested[place], p]))
  const pairs = judged
    .map((pair): ComparedPair => {
      const p = adjusted.get(pair) ?? null
      const test = pair.test && p !== null ? { ...pair.test, adjusted: p } : null
      return { ...pair, test, verdict: verdictOf(pair, p) }
    })
    .map((pair, place) => ({ pair, place }))
    .sort(
      (one, other) =>
        rankOf(one.pair) - rankOf(other.pair) ||
        (other.pair.moved ?? -1) - (one.pair.moved ?? -1) ||
        one.place - other.place
    )
    .map(({ pair }) => pair)
  return { pairs, tests: tested.length }
}

function verdictOf({ moved, chance, verdict }: ComparedPair, p: number | null): ComparedPair['verdict'] {
  if (verdict === 'criterion') return verdict
  if (moved === null) return 'unknown'
  if (moved === 0) return 'same'
  if (p === null) return chance === null ? 'moved' : 'unknown'
  return p < 0.05 ? 'moved' : 'chance'
}

function rankOf({ verdict }: ComparedPair): number {
  return { moved: 0, unknown: 1, chance: 1, same: 2, criterion: 3 }[verdict]
}

function missingChange({ a, b }: PairOf, independent: boolean): Shift | null {
  const [first, second] = [shareOf(a), shareOf(b)]
  if (!first || !second) return null
  const interval = independent ? moverInterval(second, first) : null
  return { value: second.value - first.value, low: interval?.low ?? null, high: interval?.high ?? null }
}

function shareOf({ missing, rows }: PairOf['a']) {
  const interval = wilsonInterval(missing, rows)
  return interval && { value: missing / rows, ...interval }
}

function meanChange({ a, b }: PairOf, independent: boolean): ComparedPair['mean'] {
  const [first, second] = [momentsOf(a), momentsOf(b)]
  if (!first || !second) return null
  const interval = independent ? welch(second, first) : null
  return {
    value: second.mean - first.mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    standardised: standardisedDifference(first, second)
  }
}

function momentsOf({ numeric }: PairOf['a']) {
  return numeric?.mean == null ? null : { mean: numeric.mean, sd: numeric.sd ?? 0, n: numeric.n }
}

function slim({
  name,
  type,
  family,
  reading,
  semantic,
  rows,
  missing,
  blank,
  distinct,
  min,
  max,
  numeric
}: PairOf['a']) {
  return { name, type, family, reading, semantic, rows, missing, blank, distinct, min, max, numeric }
}
