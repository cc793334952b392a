import { currentLanguage, locale } from '../../../parts'

/** What was pasted, as files: those copied in a file manager, otherwise a table or text as one file; null for nothing. */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'getData'>, now: Date): File[] | null {
  const files = [...data.files]
  if (files.length) return files
  const plain = data.getData('text/plain')
  const text = plain.includes('\t') ? plain : (htmlTable(data.getData('text/html')) ?? plain)
  return text.trim() ? [pastedFile(text, now)] : null
}

/** A pasted text as a file whose name says when. */
export function pastedFile(text: string, now: Date): File {
  return new File([text], pastedName(now), { type: 'text/plain' })
}

/** « collage du 25 nov. 14 h 05.txt » */
export function pastedName(now: Date): string {
  const day = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' }).format(now)
  const hours = String(now.getHours()).padStart(2, '0')
  const minutes = String(now.getMinutes()).padStart(2, '0')
  return currentLanguage() === 'en'
    ? `pasted on ${day} at ${hours}.${minutes}.txt`
    : `collage du ${day} ${hours} h ${minutes}.txt`
}

/**
 * The first table of a piece of HTML as tab-separated text; null where it has none. Parsed without being run. A merged cell
 * keeps its place in each column and row that it spans, its text in the first one; a break in a cell stays one. Several header rows
 * (of `thead`, or of nothing but header cells) become one, with all that stands above a column in its name.
 */
export function htmlTable(html: string): string | null {
  if (!/<table/i.test(html)) return null
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: string[][] = []
  const above: string[][] = []
  const own = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
  for (const [place, row] of own.entries()) {
    let column = 0
    const cells = (rows[place] ??= [])
    for (const cell of row.querySelectorAll<HTMLTableCellElement>(':scope > th, :scope > td')) {
      while (cells[column] !== undefined) column += 1
      const [wide, high] = [spanOf(cell, 'colspan'), Math.min(spanOf(cell, 'rowspan'), own.length - place)]
      const said = textOf(cell)
      for (let down = 0; down < high; down++)
        for (let right = 0; right < wide; right++) {
          ;(rows[place + down] ??= [])[column + right] = ''
          if (down === 0) (above[column + right] ??= [])[place] = said
        }
      cells[column] = quoted(said)
      column += wide
    }
  }
  const headers = headerRows(own)
  if (headers > 1)
    rows.splice(
      0,
      headers,
      Array.from(above, (said) => quoted(nameOf(said?.slice(0, headers) ?? [])))
    )
  return rows.length ? rows.map((cells) => Array.from(cells, (cell) => cell ?? '').join('\t')).join('\n') + '\n' : null
}

/** How many rows at the top are of the header; none where no other would stay. */
function headerRows(rows: readonly HTMLTableRowElement[]): number {
  const first = rows.findIndex((row) => !row.closest('thead') && ![...row.cells].every((cell) => cell.tagName === 'TH'))
  return Math.max(0, first)
}

/** What stands above a column, each text once. */
function nameOf(said: readonly (string | undefined)[]): string {
  return [...new Set(said.filter((part) => part))].join(' ').replaceAll('\n', ' ')
}

const MOST_SPANNED = 1_000

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  return Math.min(MOST_SPANNED, Math.max(1, Math.trunc(Number(cell.getAttribute(name))) || 1))
}

/** Line ends of the HTML are its own layout; a break is the user’s. */
function textOf(cell: Element): string {
  for (const part of cell.querySelectorAll('br')) part.replaceWith('\u2028')
  for (const part of cell.querySelectorAll('p, div')) part.append('\u2028')
  return cell.textContent
    .replace(/ *[\r\n]+ */g, ' ')
    .replace(/ ?\u2028 ?/g, '\n')
    .trim()
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
