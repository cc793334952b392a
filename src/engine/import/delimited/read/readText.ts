import { detectDialect, type Dialect } from '../dialect/detectDialect'
import type { ReadCounts } from './tally'
import type { LineNote } from './reasons'
import { TablesReader } from './tablesReader'

/** A small text read whole: its dialect, rows, the notes on its lines and its further tables, headers first. */
export interface TextRead {
  dialect: Dialect
  rows: string[][]
  notes: LineNote[]
  others: string[][][]
  counts: ReadCounts
}

/** Detects and reads a text held in memory, for pasted tables and previews; `size` cuts it into pieces of that length. */
export function readText(text: string, size = text.length): TextRead {
  const first = detectDialect([text])
  const tables: string[][][] = []
  const notes: LineNote[] = []
  const reader = new TablesReader(first, ({ index, dialect }) => {
    const rows: string[][] = index > 0 && dialect.header ? [dialect.header] : []
    tables.push(rows)
    return {
      row: (cells) => void rows.push(cells),
      note: (note) => void notes.push(index ? { ...note, table: index } : note)
    }
  })
  const step = Math.max(1, size)
  for (let at = 0; at < text.length; at += step) {
    reader.push(text.slice(at, at + step))
    reader.run()
  }
  reader.close()
  reader.run()
  const [rows = [], ...others] = tables
  const counts = reader.tables[0]?.counts ?? { rows: 0, repaired: 0, rejected: 0, blank: 0, widest: 0, cellsOfRows: 0 }
  return { dialect: first, rows, notes, others, counts }
}
