/** Characters that reorder or hide text: shown by their code so that nothing reads as what it is not. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/**
 * Any text as one inert, bounded line: line ends as ↵, tabs as ⇥, other control and direction characters by their
 * code. At most `limit` UTF-16 units, cut before a half surrogate pair, with … where cut.
 */
export function visibleText(text: string, limit = 300): string {
  return cut(text, limit)
    .replace(/\r\n|\r|\n/g, '↵')
    .replace(/\t/g, '⇥')
    .replace(BIDI, code)
    .replace(CONTROL, code)
}

/** As `visibleText` with line ends and tabs kept, for a full value in a panel. */
export function visibleLines(text: string, limit = 100_000): string {
  return cut(text, limit)
    .replace(/\r\n|\r/g, '\n')
    .replace(BIDI, code)
    .replace(CONTROL, code)
}

/** What of a text the eye does not see. */
export type Hidden = 'start' | 'end' | 'several' | 'noBreak' | 'accent' | 'none'

/**
 * As `visibleText` with what the eye does not see drawn, so that two values that look alike are told apart: spaces at an end
 * or in a row as ·, no-break and other wide or narrow spaces as ⍽, signs of no width and accents written apart by their
 * code; and which of these there are.
 */
export function tellingText(text: string, limit = 300): { shown: string; hidden: Hidden[] } {
  const shown = visibleText(text, limit)
    .replace(/^ +| +$| {2,}/g, (spaces) => '·'.repeat(spaces.length))
    .replace(SPACES, '⍽')
    .replace(ACCENTS, code)
    .replace(UNSEEN, code)
  const found: [Hidden, RegExp][] = [
    ['start', /^ /],
    ['end', / $/],
    ['several', /\S {2,}\S/],
    ['noBreak', SPACES],
    ['accent', ACCENTS],
    ['none', UNSEEN]
  ]
  // `search` begins at the first character whatever the pattern did before.
  return { shown, hidden: found.flatMap(([name, pattern]) => (text.search(pattern) >= 0 ? [name] : [])) }
}

const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const ACCENTS = /[\u0300-\u036f]/g
const UNSEEN = /[\u00ad\u200b\u200c\u2060\ufeff]/g

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit
  return text.slice(0, end) + '…'
}

function code(character: string): string {
  return `⟨${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`
}
