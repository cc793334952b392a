import { kindOf } from './kind'

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

/** Whether each of several titles stands above titles of its own, the first of them right below it, or above none. */
export function isAboveTitles(cells: readonly string[], titles: readonly string[]): boolean {
  const upper = cells.map((cell) => cell.trim())
  const starts = upper.flatMap((cell, j) => (cell !== '' && (j === 0 || cell !== upper[j - 1]) ? [j] : []))
  if (cells.length !== titles.length || starts.length < 2) return false
  if (!upper.every((cell) => cell === '' || isYear(cell) || isNamed(cell))) return false
  const below = (from: number, to?: number): boolean => titles.slice(from, to).some((cell) => cell.trim() !== '')
  return starts.every((start, i) => {
    const end = starts[i + 1] ?? cells.length
    return end - start > 1 ? below(start, start + 1) || !below(start, end) : !below(start, end)
  })
}

/**
 * Whether a row filled in part tells apart columns that the rows above name alike (`avant;après` below `Accueil;Accueil`), and
 * leaves none of them without a name.
 */
export function namesApart(cells: readonly string[], above: readonly { cells: readonly string[] }[]): boolean {
  const names = spreadTitles(above, cells.length)
  const before = cells.map((_, j) => names.map((each) => each[j] ?? '').join('\n'))
  const after = cells.map((cell, j) => `${before[j]}\n${cell.trim()}`)
  if (after.some((name) => name.trim() === '')) return false
  // What stands below a name of its own is a value.
  const alike = (j: number): boolean => before.filter((name) => name === before[j]).length > 1
  if (!cells.every((cell, j) => (cell.trim() !== '') === alike(j))) return false
  return cells.some((cell) => cell.trim() === '') && new Set(after).size === after.length
}

export function isNamed(cell: string): boolean {
  return ['word', 'text', 'code'].includes(kindOf(cell))
}

/** A year as four digits. */
export function isYear(cell: string): boolean {
  return /^(?:19|20)\d\d$/.test(cell)
}
