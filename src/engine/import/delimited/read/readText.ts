import { detectDialect, type Dialect } from '../dialect/detectDialect'
import { RecordReader, type ReadCounts } from './reader'
import type { LineNote } from './reasons'

/** A small text read whole: its dialect, rows, the notes on its lines and the rows of its further tables. */
export interface TextRead {
  dialect: Dialect
  rows: string[][]
  notes: LineNote[]
  others: string[][][]
  counts: ReadCounts
}

/** Detects and reads a text held in memory, for pasted tables and previews; `size` cuts it into pieces of that length. */
export function readText(text: string, size = text.length): TextRead {
  const dialect = detectDialect([text])
  const rows: string[][] = []
  const notes: LineNote[] = [...dialect.preamble]
  const others: string[][][] = []
  const reader = new RecordReader(dialect, {
    row: (cells) => void rows.push(cells),
    note: (note) => void notes.push(note),
    other: (table, cells) => void (others[table - 1] ??= []).push(cells)
  })
  for (let at = 0; at < text.length; at += Math.max(1, size)) reader.push(text.slice(at, at + Math.max(1, size)))
  const counts = reader.end()
  return { dialect, rows, notes, others, counts }
}
