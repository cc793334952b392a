import { SINGLE_BYTE_TABLES, type SingleByteEncoding } from './singleByte'

/** Byte triples (before, byte, after) around non-ASCII bytes, the evidence the scorer works on. */
export type Contexts = [number, number, number][]

/**
 * Chooses the one-byte encoding in which non-ASCII bytes read best as French (or another Western language): accents
 * inside words of the same case, typographic apostrophes between letters, euro signs and no-break spaces by digits.
 * Own scorer: general detectors confuse Windows-1252 and MacRoman on short French exports.
 * @returns the encoding and its mean score per byte (above 0.5 reads as Western text, below 0 does not)
 */
export function scoreSingleByte(contexts: Contexts): { encoding: SingleByteEncoding; score: number } {
  let best: { encoding: SingleByteEncoding; score: number } = { encoding: 'windows-1252', score: -Infinity }
  for (const encoding of ['windows-1252', 'iso-8859-15', 'macintosh', 'cp850'] as const) {
    const table = SINGLE_BYTE_TABLES[encoding]
    let sum = 0
    for (const [before, byte, after] of contexts)
      sum += score(char(before, table), char(byte, table), char(after, table))
    const mean = contexts.length ? sum / contexts.length : 0
    if (mean > best.score + 1e-9) best = { encoding, score: mean }
  }
  return best
}

const FREQUENT = new Map<string, number>([...'éÉ'].map((c) => [c, 2]))
for (const c of 'èàêçÈÀÊÇ') FREQUENT.set(c, 1.6)
for (const c of 'âîôûùëïüöäœæÂÎÔÛÙËÏÜÖÄŒÆ') FREQUENT.set(c, 1.2)
const LETTER = /\p{L}/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
const DIGIT = /[0-9]/

function score(before: string, c: string, after: string): number {
  const near = LETTER.test(before) || LETTER.test(after)
  const between = LETTER.test(before) && LETTER.test(after)
  const code = c.charCodeAt(0)
  if (code >= 0x80 && code < 0xa0) return -4
  if (code >= 0x2500 && code < 0x2600) return -2
  if (LETTER.test(c) && c !== 'ª' && c !== 'º' && c !== 'ƒ') {
    if (UPPER.test(c) && LOWER.test(before)) return -2
    if (UPPER.test(c) && LOWER.test(after) && LETTER.test(before)) return -1.5
    const weight = FREQUENT.get(c) ?? 0.3
    return near ? weight : c === 'à' || c === 'À' ? 1 : weight * 0.4
  }
  if (c === '\u2019') return between ? 1.8 : near ? 0.8 : 0
  if (between) return -2
  if (c === '€') return DIGIT.test(before) || /[\s\u00a0\u202f]/.test(before) ? 1.6 : 0.3
  if (c === '\u00a0') return DIGIT.test(before) || /[:;!?»%€«]/.test(before + after) ? 1 : 0.1
  if (c === '°') return /[0-9nN]/.test(before) ? 1 : 0.1
  if (c === '«' || c === '»' || c === '–' || c === '—' || c === '…' || c === '²') return 0.5
  return -0.2
}

function char(code: number, table: string): string {
  return code < 0 ? ' ' : code < 0x80 ? String.fromCharCode(code) : table.charAt(code - 0x80)
}
