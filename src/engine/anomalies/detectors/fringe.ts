/** Share of the rows that the ends of a series hold at most, and of the usual number of rows a period that theirs is. */
const FEW_ROWS = 0.03
const THIN = 0.07

/**
 * The periods that hold a series but for thin ends: dates a year off, day and month changed over, or ends of contracts that run out make a few rows
 * here and there before or behind all others, which follow no rhythm. `usual` is the number of rows of a period that holds some.
 */
export function bodyOf(counts: readonly number[]): { from: number; to: number; usual: number } {
  const full = counts.filter((n) => n > 0).sort((a, b) => a - b)
  const usual = full[full.length >> 1] ?? 0
  const thin = THIN * usual
  const most = FEW_ROWS * full.reduce((sum, n) => sum + n, 0)
  const from = thinEnd(counts, thin, most)
  return { from, to: Math.max(from, counts.length - thinEnd(counts.toReversed(), thin, most)), usual }
}

/** How many periods at the beginning hold few rows, all together and each on average. */
function thinEnd(counts: readonly number[], thin: number, most: number): number {
  let [end, rows] = [0, 0]
  for (const [at, n] of counts.entries()) {
    rows += n
    if (rows > most) break
    if (rows <= thin * (at + 1)) end = at + 1
  }
  return end
}
