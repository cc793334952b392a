const LINES = 200
const FEW = 3
const STEADY = 0.8
const SHARE = 0.08
const QUOTE = 34

/**
 * Bytes above ASCII that may part cells: as many of each on most lines, what stands in quotes counted or not. It is surer
 * beside letters and digits alike, between numbers, or between the quotes of two cells: a letter of a word, the sign of a currency or of a unit stands as
 * often in some columns, but not so.
 */
export function separatorBytes(sample: readonly Buffer[]): Map<number, 'sure' | 'likely'> {
  const found = steadyBytes(sample, false)
  if (sample.some((part) => part.includes(QUOTE)))
    for (const [byte, how] of steadyBytes(sample, true)) if (found.get(byte) !== 'sure') found.set(byte, how)
  return found
}

/** The same, with what stands in quotes, whatever quotes are, or without it and the ends of lines in it. */
function steadyBytes(sample: readonly Buffer[], outsideQuotes: boolean): Map<number, 'sure' | 'likely'> {
  const seen = new Map<number, Seen>()
  let lines = 0
  for (const part of sample) {
    let [filled, quoted] = [false, false]
    for (let i = 0; i < part.length && lines < LINES; i++) {
      const code = part[i] ?? 0
      if (code === QUOTE) quoted = outsideQuotes && !quoted
      if (quoted) continue
      if (code === 10 || code === 13) {
        if (filled) lines += 1
        filled = false
        continue
      }
      filled = true
      if (code >= 0x80)
        note(seen, code, lines, part[part[i - 1] === 32 ? i - 2 : i - 1], part[part[i + 1] === 32 ? i + 2 : i + 1])
    }
    if (filled) lines += 1
  }
  const steady = [...seen].filter(([, each]) => lines >= FEW && isSteady(each, lines))
  return new Map(steady.map(([byte, each]) => [byte, isBetweenAll(each) ? 'sure' : 'likely']))
}

/** How often a byte stands in each line, and the kinds of its neighbours. */
interface Seen {
  lines: Map<number, number>
  total: number
  before: Map<string, number>
  after: Map<string, number>
  /** How often it stands between two quotes. */
  parted: number
}

function note(seen: Map<number, Seen>, byte: number, line: number, before?: number, after?: number): void {
  let each = seen.get(byte)
  if (!each) seen.set(byte, (each = { lines: new Map(), total: 0, before: new Map(), after: new Map(), parted: 0 }))
  each.total += 1
  if (before === QUOTE && after === QUOTE) each.parted += 1
  bump(each.lines, line)
  bump(each.before, kindOfByte(before, byte))
  bump(each.after, kindOfByte(after, byte))
}

function isSteady({ lines: perLine }: Seen, lines: number): boolean {
  const often = new Map<number, number>()
  for (const count of perLine.values()) bump(often, count)
  return Math.max(0, ...often.values()) >= STEADY * lines
}

function isBetweenAll({ before, after, total, parted }: Seen): boolean {
  if (parted >= STEADY * total) return true
  const kinds = (counts: Map<string, number>): number =>
    [...counts.values()].filter((count) => count >= SHARE * total).length
  const digits = (counts: Map<string, number>): boolean => (counts.get('digit') ?? 0) >= STEADY * total
  return (kinds(before) > 1 && kinds(after) > 1) || (digits(before) && digits(after))
}

function kindOfByte(code: number | undefined, byte: number): string {
  if (code === undefined || code === byte) return 'sign'
  if (code >= 48 && code <= 57) return 'digit'
  return code >= 0x80 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'letter' : 'sign'
}

function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
