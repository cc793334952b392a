import { chiSquareP } from './chi-square'

/** Counts of one class in two samples. */
export interface ClassCounts {
  a: number
  b: number
}

/**
 * Index of dissimilarity of two distributions over the same classes, 0 to 1: half the sum of the absolute differences of
 * shares (O. D. Duncan and B. Duncan, Am. Sociol. Rev. 20 (1955), 210-217). Null where a sample is empty.
 */
export function dissimilarity(classes: readonly ClassCounts[]): number | null {
  const { a, b } = totals(classes)
  if (!a || !b) return null
  return Math.min(1, classes.reduce((sum, one) => sum + Math.abs(one.a / a - one.b / b), 0) / 2)
}

/**
 * The index of dissimilarity to be expected of two independent samples of these sizes from one population, whose shares are
 * the pooled ones: each difference of shares is nearly normal, and the mean of its absolute value √(2/π) times its deviation.
 */
export function dissimilarityByChance(classes: readonly ClassCounts[]): number | null {
  const { a, b } = totals(classes)
  if (!a || !b) return null
  const scale = Math.sqrt((2 / Math.PI) * (1 / a + 1 / b))
  const sum = classes.reduce((all, one) => {
    const share = (one.a + one.b) / (a + b)
    return all + Math.sqrt(share * (1 - share))
  }, 0)
  return Math.min(1, (scale * sum) / 2)
}

/**
 * Pearson's chi-square test that two samples have one distribution. Classes of which either sample is expected to hold fewer
 * than 5 are put together, rarest first (W. G. Cochran, Biometrics 10 (1954), 417-451). Null where fewer than two classes are left.
 */
export function homogeneity(classes: readonly ClassCounts[]): { statistic: number; df: number; p: number } | null {
  const { a, b } = totals(classes)
  const kept = pooled(classes, a, b)
  if (!a || !b || kept.length < 2) return null
  const statistic = kept.reduce((sum, one) => {
    const both = one.a + one.b
    const [ea, eb] = [(both * a) / (a + b), (both * b) / (a + b)]
    return sum + (one.a - ea) ** 2 / ea + (one.b - eb) ** 2 / eb
  }, 0)
  const df = kept.length - 1
  return { statistic, df, p: chiSquareP(statistic, df) }
}

/** Difference of two means in units of spread: over the root of the mean of the two variances (J. Cohen, 1988); null without spread. */
export function standardisedDifference(
  a: { mean: number; sd: number },
  b: { mean: number; sd: number }
): number | null {
  const spread = Math.sqrt((a.sd ** 2 + b.sd ** 2) / 2)
  return spread > 0 && Number.isFinite(spread) ? (b.mean - a.mean) / spread : null
}

const LEAST_EXPECTED = 5

function pooled(classes: readonly ClassCounts[], a: number, b: number): ClassCounts[] {
  const smaller = Math.min(a, b) / (a + b)
  const rare: ClassCounts = { a: 0, b: 0 }
  const kept: ClassCounts[] = []
  for (const one of classes.filter((each) => each.a + each.b > 0).toSorted((x, y) => x.a + x.b - y.a - y.b)) {
    const isRare = (one.a + one.b) * smaller < LEAST_EXPECTED
    const isOpen = (rare.a + rare.b) * smaller < LEAST_EXPECTED && rare.a + rare.b > 0
    if (!isRare && !isOpen) {
      kept.push(one)
      continue
    }
    rare.a += one.a
    rare.b += one.b
  }
  return rare.a + rare.b ? [...kept, rare] : kept
}

function totals(classes: readonly ClassCounts[]): ClassCounts {
  return classes.reduce((sum, one) => ({ a: sum.a + one.a, b: sum.b + one.b }), { a: 0, b: 0 })
}
