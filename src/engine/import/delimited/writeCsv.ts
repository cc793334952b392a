const NEEDS_QUOTES = /[",\r\n]/

/** One record as plain CSV, ended by `\n` and padded to `width`; a lone empty cell is written `""`, not a blank line. */
export function csvLine(cells: readonly string[], width: number): string {
  let line = ''
  const size = Math.max(width, cells.length)
  for (let j = 0; j < size; j++) {
    const cell = cells[j] ?? ''
    if (j > 0) line += ','
    line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return line === '' ? '""\n' : `${line}\n`
}
