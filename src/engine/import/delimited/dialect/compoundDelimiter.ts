import { filledLines, timesHeld } from './filledLines'

const STEADY = 0.8
const FEW = 3
const HELD = 0.5
const RUN = /[^\p{L}\p{N}\s"'`.,;:/\\()«»_%?!°€£²³…™-]{2,4}/gu

/**
 * A separator of several different signs, such as `~|~` or `|#|`: the run of two to four signs that stands as often in most
 * lines of a text that hold it, which are half of all at least; null where there is none.
 */
export function compoundDelimiter(text: string): string | null {
  const filled = filledLines(text)
  if (filled.length < 2) return null
  const seen = new Map<string, number>()
  for (const line of filled)
    for (const [run] of line.matchAll(RUN)) if (new Set(run).size > 1) seen.set(run, (seen.get(run) ?? 0) + 1)
  for (const [found] of [...seen].sort((a, b) => b[1] - a[1]).slice(0, 3)) {
    const run = widened(found, filled)
    // A sign that stands alone in the names is the separator: the other begins every cell of a column.
    if (filled.slice(0, FEW).some((line) => !line.includes(run) && [...run].some((sign) => line.includes(sign))))
      continue
    const { counts, held } = timesHeld(run, filled)
    // Of a row below its names, one sign of several parts is told from one of the text where both have two at least.
    if (filled.length < FEW && (held < 2 || counts.size > 1 || counts.has(1))) continue
    if (
      held >= Math.max(Math.min(FEW, filled.length), HELD * filled.length) &&
      Math.max(...counts.values()) >= STEADY * held
    )
      return run
  }
  return null
}

/** The same run with the sign that always stands before it: beside empty cells, `~|~~|~` is seen as `~|~~` and `|~`. */
function widened(run: string, lines: string[]): string {
  const before = new Set<string>()
  for (const line of lines)
    for (let at = line.indexOf(run); at >= 0; at = line.indexOf(run, at + run.length)) before.add(line.charAt(at - 1))
  const [sign = ''] = before
  return before.size === 1 && run.includes(sign) ? sign + run : run
}

/** Whether a sign stands nowhere but inside the compound separator: it separates nothing of its own. */
export function isPartOf(compound: string, sign: string, text: string): boolean {
  const within = compound.split(sign).length - 1
  return within > 0 && text.split(sign).length - 1 <= within * (text.split(compound).length - 1)
}
