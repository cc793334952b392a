const DOUBLE = /(?<![\p{L}\p{N}\\"])"[^"\\]*(?:(?:\\[^]|"")[^"\\]*)*"/gu
const SINGLE = /(?<![\p{L}\p{N}\\'])'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*'(?![\p{L}\p{N}])/gu
/** Of a text without closed stretches: where one opens that does not close. */
const OPEN = /(?<![\p{L}\p{N}\\"])"/u
const LINES_ABOVE = 3
const LINES_WITHIN = 20
const MOST = 1 << 16

/** The begin of a text without what stands in quotes, for a rough look at what parts its cells: each quoted stretch becomes an `x`. */
export function outsideQuotes(text: string): string {
  const begin = text.slice(0, MOST)
  const bare = begin.includes('"') ? withoutOpen(begin.replace(DOUBLE, 'x')) : begin
  return bare.includes("'") ? bare.replace(SINGLE, 'x') : bare
}

/** Ends the text at a cell of so many lines that it ends below. */
function withoutOpen(text: string): string {
  const at = text.search(OPEN)
  if (at < 0 || linesOf(text.slice(0, at)) <= LINES_ABOVE || linesOf(text.slice(at)) <= LINES_WITHIN) return text
  return `${text.slice(0, at)}x`
}

function linesOf(text: string): number {
  return text.split(/\r\n|\n|\r/).length
}
