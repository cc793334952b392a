import { kindOf, TYPED_KINDS } from '../../delimited'
import type { Kind, SheetRow } from '../sheet'

/** What a cell seems to be, whether the file says so or its text does. */
export type Seeming = 'number' | 'date' | 'boolean' | 'word' | 'missing' | 'empty'

/** What the cells of one column look like in the rows seen. */
export interface ColumnLook {
  filled: number
  counts: Record<Seeming, number>
  texts: Map<string, number>
  longest: number
}

const MAX_TEXTS = 2_000

/** Learns one look a column, by column number; columns without a cell have none. */
export function lookAt(rows: readonly SheetRow[]): Map<number, ColumnLook> {
  const looks = new Map<number, ColumnLook>()
  for (const row of rows) {
    row.columns.forEach((column, i) => {
      const text = row.texts[i] ?? ''
      const seeming = seemingOf(row.kinds[i] ?? 'text', text)
      if (seeming === 'empty') return
      let look = looks.get(column)
      if (!look) looks.set(column, (look = newLook()))
      look.filled += 1
      look.counts[seeming] += 1
      look.longest = Math.max(look.longest, text.length)
      if (look.texts.size < MAX_TEXTS || look.texts.has(text)) look.texts.set(text, (look.texts.get(text) ?? 0) + 1)
    })
  }
  return looks
}

/** What most cells of a column are, where they are no mere words: at least 7 of 10 of those that say something. */
export function dominant(look: ColumnLook | undefined): 'number' | 'date' | 'boolean' | null {
  if (!look) return null
  const telling = look.filled - look.counts.missing
  for (const seeming of ['number', 'date', 'boolean'] as const)
    if (telling > 0 && look.counts[seeming] >= 0.7 * telling) return seeming
  return null
}

export function seemingOf(kind: Kind, text: string): Seeming {
  if (kind === 'number' || kind === 'date' || kind === 'boolean') return kind
  if (kind === 'error') return 'missing'
  const read = kindOf(text)
  if (read === 'empty' || read === 'missing' || read === 'boolean') return read
  if (read === 'date' || read === 'datetime' || read === 'time') return 'date'
  return TYPED_KINDS.has(read) && read !== 'url' && read !== 'email' ? 'number' : 'word'
}

/** Cells of a row that say something. */
export function fillOf(row: SheetRow): number {
  let filled = 0
  for (const text of row.texts) if (text.trim() !== '') filled += 1
  return filled
}

/** The text of a row in a column; '' where it has none. */
export function textAt(row: SheetRow, column: number): string {
  const place = row.columns.indexOf(column)
  return place < 0 ? '' : (row.texts[place] ?? '')
}

/** A row as cells side by side, from one column to another one; '' where it has none. */
export function cellsBetween(row: SheetRow, left: number, right: number): string[] {
  const cells = new Array<string>(right - left + 1).fill('')
  for (const [place, column] of row.columns.entries())
    if (column >= left && column <= right) cells[column - left] = row.texts[place] ?? ''
  return cells
}

function newLook(): ColumnLook {
  return {
    filled: 0,
    counts: { number: 0, date: 0, boolean: 0, word: 0, missing: 0, empty: 0 },
    texts: new Map(),
    longest: 0
  }
}
