import type { Dialect } from '../dialect/detectDialect'
import { dominantKind, headerScore } from '../dialect/headerScore'

/** How a record compares with the header of its table. */
export class HeaderRepeats {
  /** First cells of header rows, to pass over other records quickly. */
  readonly starts: string[]

  constructor(private readonly dialect: Dialect) {
    const firsts = dialect.width < 2 ? [] : dialect.headerCells.map((cells) => cells[0] ?? '')
    const written = firsts.flatMap((first) => [first, first.toUpperCase(), first.toLowerCase(), capitalised(first)])
    this.starts = [...new Set(written.filter((first) => first !== ''))]
  }

  /** One of the header's rows again, cell by cell; of names enough, in other letters too (`VILLE` for `Ville`). */
  exact(cells: string[]): boolean {
    const first = cells[0] ?? ''
    if (!this.starts.includes(first)) return false
    return this.dialect.headerCells.some((names) => sameFilled(names, cells) || sameWords(names, cells))
  }

  /** Most of the names again, among others: the header of a table like this one. */
  near(cells: string[]): boolean {
    const { header, width } = this.dialect
    if (!header || width < 2) return false
    const same = cells.filter((cell, j) => cell !== '' && cell === header[j]).length
    const filled = header.filter((name) => name !== '').length
    return same >= Math.max(2, 0.6 * Math.max(filled, cells.length))
  }

  /**
   * Names of another kind of table over the same number of columns: none of the typed columns could hold them. One of the names
   * that stands over such a column again is enough.
   */
  foreign(cells: string[]): boolean {
    const { header, columns, width } = this.dialect
    if (!header || width < 2 || cells.some((cell) => cell.trim() === '')) return false
    const again = cells.some((cell, j) => cell === header[j] && dominantKind(columns[j]) !== null)
    if (width < 3 && !again) return false
    const score = headerScore({ cells, quoted: [], odd: false, start: 0, end: 0 }, columns, [])
    return score >= (again ? 1 : Math.max(2, 0.4 * width))
  }
}

/** Letters of all names together from which values in other letters do not match them by chance. */
const TELLING = 8

function sameWords(names: readonly string[], cells: readonly string[]): boolean {
  if (names.length !== cells.length || names.length < 3 || names.join('').length < TELLING) return false
  return names.every((name, j) => bare(name) === bare(cells[j] ?? ''))
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
}

function bare(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase()
}

function sameFilled(names: string[], cells: string[]): boolean {
  const [want, got] = [names, cells].map((all) => all.filter((cell) => cell !== ''))
  return (
    want !== undefined &&
    got !== undefined &&
    want.length >= 2 &&
    want.length === got.length &&
    want.every((name, j) => name === got[j])
  )
}
