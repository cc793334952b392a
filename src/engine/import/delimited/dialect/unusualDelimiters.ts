import { filledLines } from './filledLines'

const FEW = 3
const MOST = 6
const STEADY = 0.7
/** Signs of amounts, measures and addresses: alone, they stand in every line of a column. */
const UNITS = '°€£%@=&+²³…–—•™'
const SIGN = /([^\p{L}\p{N}\s"'`.,;:/\\()«»_%?!-])\1*/gu

/**
 * Signs that stand equally often in most lines of a text, single, doubled or tripled (`#`, `$`, `@@`): delimiters that
 * no list foresees. Letters, digits, spaces, quotes and signs of words, dates and numbers are none.
 */
export function unusualDelimiters(text: string): string[] {
  const filled = filledLines(text)
  if (filled.length < 2) return []
  const counts = new Map<string, Seen>()
  filled.forEach((line, i) => {
    for (const [run, sign = ''] of line.matchAll(SIGN)) {
      const seen = counts.get(sign) ?? { single: zeros(filled.length), pairs: zeros(filled.length), step: 0 }
      seen.single[i] = (seen.single[i] ?? 0) + run.length
      seen.pairs[i] = (seen.pairs[i] ?? 0) + (run.length >> 1)
      seen.step = commonDivisor(seen.step, run.length)
      counts.set(sign, seen)
    }
  })
  const steady: [string, number][] = []
  for (const [sign, { single, pairs, step }] of counts) {
    const share = steadiness(single)
    // Of a row below its names, only a sign that never stands alone is told from one of the text.
    if (filled.length < FEW && step === 1) continue
    if (share >= STEADY && !(step === 1 && UNITS.includes(sign))) steady.push([sign.repeat(Math.min(step, 3)), share])
    if (step === 1 && steadiness(pairs) >= STEADY) steady.push([sign + sign, steadiness(pairs)])
  }
  return steady
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([delimiter]) => delimiter)
}

/** How often a sign and its doubled form stand in each line; `step` divides the lengths of all its runs. */
interface Seen {
  single: number[]
  pairs: number[]
  step: number
}

function zeros(size: number): number[] {
  return new Array<number>(size).fill(0)
}

/** Share of the lines that hold a sign as often as most of those that hold it. */
function steadiness(perLine: number[]): number {
  const often = new Map<number, number>()
  for (const count of perLine) if (count > 0) often.set(count, (often.get(count) ?? 0) + 1)
  return Math.max(0, ...often.values()) / perLine.length
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
