/** Titles as they stand over their columns: each over the blank cells behind it, up to the next one of its row or of a row above it. */
export function spreadTitles(rows: readonly { cells: readonly string[] }[], width: number): string[][] {
  const ends = new Set<number>()
  return rows.map(({ cells }) => {
    let last = ''
    const titles = Array.from({ length: width }, (_, j) => {
      const cell = (cells[j] ?? '').trim()
      last = cell || (ends.has(j) ? '' : last)
      return last
    })
    cells.forEach((cell, j) => cell.trim() !== '' && ends.add(j))
    return titles
  })
}
