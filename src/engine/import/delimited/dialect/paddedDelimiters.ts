const STEADY = 0.95
const SPACED = new Set([' ', '\t'])

/**
 * Delimiters that always have a space behind them, or on both sides, as `a ; b`: with it, they are delimiters of their own.
 * `bare` is a text without what stands in quotes.
 */
export function paddedDelimiters(bare: string, delimiters: readonly [string, number][]): [string, number][] {
  const lines = bare.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  const known = new Set(delimiters.map(([delimiter]) => delimiter))
  const padded: [string, number][] = []
  for (const [delimiter, weight] of delimiters) {
    if (SPACED.has(delimiter.charAt(0)) || SPACED.has(delimiter.charAt(delimiter.length - 1))) continue
    const { inner, before, after } = spacesBeside(lines, delimiter)
    if (inner < lines.length / 2 || after < STEADY * inner) continue
    const own = `${before < STEADY * inner ? '' : ' '}${delimiter} `
    if (!known.has(own)) padded.push([own, weight])
  }
  return padded
}

/** How often a delimiter stands inside the lines, and how often with a space before and behind it. */
function spacesBeside(lines: string[], delimiter: string): { inner: number; before: number; after: number } {
  let [inner, before, after] = [0, 0, 0]
  for (const line of lines) {
    const last = line.length - delimiter.length
    for (let at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + delimiter.length)) {
      inner += 1
      if (at === 0 || line.charCodeAt(at - 1) === 32) before += 1
      if (at === last || line.charCodeAt(at + delimiter.length) === 32) after += 1
    }
  }
  return { inner, before, after }
}
