import { SINGLE_BYTE_TABLES, type SingleByteEncoding } from './singleByte'

/** Non-ASCII bytes with the two before and the one after (-1 for none), the evidence the scorer works on. */
export type Contexts = [number, number, number, number][]

/**
 * Chooses the one-byte encoding in which non-ASCII bytes read best as French (or another Western language): accents
 * inside words of the same case, typographic apostrophes between letters, euro signs and no-break spaces by digits.
 * Own scorer: general detectors confuse Windows-1252 and MacRoman on short French exports. Bytes that may part cells
 * (`separators`) count for the encodings in which they are signs that serve for it, and end the words beside them.
 * @returns the encoding and its mean score per byte (above 0.5 reads as Western text, below 0 does not)
 */
export function scoreSingleByte(
  contexts: Contexts,
  separators: ReadonlyMap<number, 'sure' | 'likely'> = new Map()
): { encoding: SingleByteEncoding; score: number } {
  let best: { encoding: SingleByteEncoding; score: number } = { encoding: 'windows-1252', score: -Infinity }
  for (const encoding of ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850'] as const) {
    const table = SINGLE_BYTE_TABLES[encoding]
    let sum = 0
    const partingOf = (code: number): number => {
      const found = separators.get(code)
      return found ? parting(char(code, table), found) : 0
    }
    const read = (code: number): string => (partingOf(code) ? '\n' : char(code, table))
    for (const [beyond, before, byte, after] of contexts) {
      const own = score(read(before), char(byte, table), read(after), read(beyond))
      sum += separators.size ? Math.max(own, partingOf(byte) || -Infinity) : own
    }
    const mean = contexts.length ? sum / contexts.length : 0
    if (mean > best.score + 1e-9) best = { encoding, score: mean }
  }
  return best
}

const FREQUENT = new Map<string, number>([...'éÉ'].map((c) => [c, 2]))
for (const c of 'èàêçÈÀÊÇ') FREQUENT.set(c, 1.6)
for (const c of 'âîôûùëïüöäœæÂÎÔÛÙËÏÜÖÄŒÆ') FREQUENT.set(c, 1.2)
const RARE = 0.3
/** A diaeresis says that a vowel is read apart from the one before it (Noël, naïf): there it is at home. */
const APART = 'ëï'
const AT_HOME = 1.5
const VOWEL = /[aeiou]/i
const LETTER = /\p{L}/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const DIGIT = /[0-9]/
const SPACE = /[ \u00a0\u202f]/

/** What it is worth that a sign parts cells: only some are known to. */
function parting(c: string, found: 'sure' | 'likely'): number {
  const usual = c === '§' || c === '¦'
  if (found === 'likely') return usual ? 0.8 : 0
  return usual ? 2 : '¤¬¶·•'.includes(c) ? 1 : 0
}

function score(before: string, c: string, after: string, beyond: string): number {
  const near = LETTER.test(before) || LETTER.test(after)
  const between = LETTER.test(before) && LETTER.test(after)
  const code = c.charCodeAt(0)
  // No text holds control characters: one tells more than many letters that happen to fit.
  if (code >= 0x80 && code < 0xa0) return -20
  if (code >= 0x2500 && code < 0x2600) return -2
  if (LETTER.test(c) && c !== 'ª' && c !== 'º' && c !== 'ƒ') {
    if (UPPER.test(c) && LOWER.test(before)) return -2
    if (UPPER.test(c) && LOWER.test(after) && LETTER.test(before)) return -1.5
    if (LOWER.test(c) && LOWER.test(before) && UPPER.test(after)) return -1.5
    if (APART.includes(c) && VOWEL.test(before)) return AT_HOME
    if (near) return FREQUENT.get(c) ?? RARE
    return c === 'à' || c === 'À' ? 1 : -RARE
  }
  if (c === '\u2019') return between ? 1.8 : near ? 0.8 : 0
  if (between) return -2
  if (c === '€') return euroScore(before, after, beyond)
  if (c === '§') return DIGIT.test(before) || near ? -0.2 : DIGIT.test(after) || SPACE.test(after) ? 1.2 : 0.1
  if (c === '\u00a0') return DIGIT.test(before) || /[:;!?»%€«]/.test(before + after) ? 1 : 0.1
  if (c === '°') return /[0-9nNtT \u00a0]/.test(before) ? 1 : 0.1
  if (c === '«' || c === '»' || c === '–' || c === '—' || c === '…' || c === '²') return 0.5
  return -0.2
}

/** Behind an amount, before one, or in the place of a unit. */
function euroScore(before: string, after: string, beyond: string): number {
  const behind = DIGIT.test(before) || (SPACE.test(before) && DIGIT.test(beyond))
  if (behind) return DIGIT.test(after) || LETTER.test(after) ? 0.1 : 1.6
  return DIGIT.test(after) || SPACE.test(after) ? 0.8 : 0.3
}

function char(code: number, table: string): string {
  return code < 0 ? '\n' : code < 0x80 ? String.fromCharCode(code) : table.charAt(code - 0x80)
}
