import { filledLines, timesHeld } from './filledLines'

/** Lines that must hold it, and those of them that hold it equally often. */
const HELD = 0.9
const STEADY = 0.8
/** Occurrences of a sign beside which another one must stand: in a cell it may stand alone. */
const BESIDE = 0.9
const LONGEST = 12
const SIGN = /[^\p{L}\p{N}\s"'`.,]/u

/**
 * A separator in which signs stand on both sides of another one (`%%|%%`, `|->|`, `##|##`), whatever these part elsewhere: the longest
 * string that a sign stands in the middle of nearly everywhere, as often in most lines. Null where there is none. Signs on one side
 * alone may be those of the cells: shares and amounts all end in theirs.
 */
export function surroundedDelimiter(text: string): string | null {
  const filled = filledLines(text)
  const [names = ''] = filled
  if (filled.length < 2) return null
  let longest: string | null = null
  for (const seed of new Set([...names].filter((sign) => SIGN.test(sign)))) {
    const found = around(seed, filled)
    if (found && found.length > (longest?.length ?? 0) && isSteady(found, filled)) longest = found
  }
  return longest
}

/** A sign with those that stand on both sides of it nearly everywhere; null where there are none on a side, or all are the same one. */
function around(seed: string, lines: readonly string[]): string | null {
  const places = lines.flatMap((line, of) => placesOf(seed, line).map((at) => ({ of, at })))
  if (places.length < lines.length * HELD) return null
  const steady = (step: (by: number) => number): string => {
    let found = ''
    for (let by = 1; found.length < LONGEST; by++) {
      const counts = new Map<string, number>()
      for (const { of, at } of places) {
        const sign = lines[of]?.[at + step(by)] ?? ''
        counts.set(sign, (counts.get(sign) ?? 0) + 1)
      }
      const [[sign, n] = ['', 0]] = [...counts].sort((a, b) => b[1] - a[1])
      if (!SIGN.test(sign) || n < BESIDE * places.length) break
      found += sign
    }
    return found
  }
  const left = [...steady((by) => -by)].reverse().join('')
  const right = steady((by) => by + seed.length - 1)
  const whole = left + seed + right
  return left && right && new Set(whole).size > 1 ? whole : null
}

/** Whether most lines, the first one among them, hold a separator as often. */
function isSteady(found: string, lines: readonly string[]): boolean {
  const { counts, held } = timesHeld(found, lines)
  return (
    (lines[0]?.includes(found) ?? false) && held >= HELD * lines.length && Math.max(...counts.values()) >= STEADY * held
  )
}

function placesOf(sign: string, line: string): number[] {
  const places: number[] = []
  for (let at = line.indexOf(sign); at >= 0; at = line.indexOf(sign, at + 1)) places.push(at)
  return places
}
