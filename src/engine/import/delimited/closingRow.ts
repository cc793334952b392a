/** Words that lines below a table begin with, beside a day, a number or a colon: where it comes from, and when. */
const WORDS =
  /^(?:sources?|export(?:é|ée|és|ation|ed)?|extrait|extraite|extraction|extracted|édit(?:é|ée|ion)|génér(?:é|ée)|generated|imprimé|imprimée|printed|mise? à jour|updated|fin d[eu]|end of|nombre de|number of|date d|nota|note|remarque)(?![\p{L}\p{N}])/iu
const FACT = /\d|:/
const SEVERAL_WORDS = /\p{L}\s+\S/u

/**
 * Whether a last row is more likely a line of text below the table that happens to hold its separator
 * (`Exporté le 12/03/2024 ; source : CRM`): a sentence with spaces around the separator, or with a word for an export and
 * a fact, or one text alone in a row of several cells (`;Total;;`), where no row above is so.
 */
export function closesTable(cells: readonly string[], above: readonly (readonly string[])[]): boolean {
  return [isSpaced, isSaying, isLone].some((is) => is(cells) && !above.some(is))
}

function isSpaced(cells: readonly string[]): boolean {
  return (
    SEVERAL_WORDS.test(cells[0] ?? '') &&
    cells.some((cell, j) => j > 0 && cell.startsWith(' ') && cells[j - 1]?.endsWith(' '))
  )
}

function isSaying(cells: readonly string[]): boolean {
  return WORDS.test((cells[0] ?? '').trim()) && FACT.test(cells.join(' '))
}

function isLone(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return cells.length > 2 && filled.length === 1 && /\p{L}/u.test(filled[0] ?? '')
}
