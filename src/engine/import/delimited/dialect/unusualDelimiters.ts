const LINES = 100
const MOST = 6

/**
 * Signs that stand equally often in nearly every line of a text, single or in runs (`#`, `$`, `@@`): delimiters that
 * no list foresees. Letters, digits, spaces, quotes and signs of words, dates and numbers are none.
 */
export function unusualDelimiters(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/, LINES + 1).slice(0, LINES)
  const filled = lines.filter((line) => line.trim() !== '' && line.length < 5_000)
  if (filled.length < 3) return []
  const counts = new Map<string, number[]>()
  filled.forEach((line, i) => {
    for (const [run] of line.matchAll(/([^\p{L}\p{N}\s"'`.,;:/\\()«»_%?!-])\1{0,2}/gu)) {
      const seen = counts.get(run) ?? []
      seen[i] = (seen[i] ?? 0) + 1
      counts.set(run, seen)
    }
  })
  const steady: [string, number][] = []
  for (const [run, seen] of counts) {
    const share = steadiness(seen, filled.length)
    if (share >= 0.7) steady.push([run, share])
  }
  return steady
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([run]) => run)
}

/** Share of the lines that hold the sign as often as most lines do. */
function steadiness(seen: number[], lines: number): number {
  const often = new Map<number, number>()
  seen.forEach((count) => often.set(count, (often.get(count) ?? 0) + 1))
  return Math.max(...often.values()) / lines
}
