import { open, type FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Choices, LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import { inBothLanguages } from '../../figure-text'
import type { Dialect } from './dialect/detectDialect'
import { fileChunks, inspectOpen, type Inspection } from './inspect'
import { LastLines } from './read/lastLines'
import { LIMITS, type Limits } from './read/limits'
import type { LineNote } from './read/reasons'
import type { ReadCounts } from './read/tally'
import { TablesReader, type TableRead } from './read/tablesReader'
import { cellsOfRowsRemark, doubleEncoded, endBlanksRemark, remarksOn, unwrappedRemark } from './remarks'
import { TableWriter } from './tableWriter'
import { openDecoder } from './text/decoder'
import type { EncodingVerdict } from './text/scanEncoding'
import { totalRemarks, totalRemarksOfTables } from './totalRows'

/** What a blind load found and did. `notes` holds the first lines repaired or set aside, `noteCount` counts all. */
export interface ConvertReport {
  encoding: EncodingVerdict
  dialect: Dialect
  /** Of the first table; lines of further tables count as rejected where they were not asked for. */
  counts: ReadCounts & { otherTables: number }
  notes: LineNote[]
  noteCount: number
  undecodable: number
  bytes: number
  /** Further tables of the file, in its order; `path` is where each was written, null where none was asked for. */
  tables: FurtherTable[]
  /** What else was done to the file, or is odd in it. */
  remarks: LocalizedText[]
}

export interface FurtherTable {
  /** 1 for the second table of the file. */
  index: number
  path: string | null
  /** The title above it, where there is one. */
  name: string | null
  line: number
  dialect: Dialect
  counts: ReadCounts
}

/** Choices of a caller; all optional. */
export interface ConvertOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  /** What the user decided; the rest is detected. */
  choices?: Choices
  /** Names to write first, for the first table and each further one; without it, the file's own, or none. */
  header?: (dialect: Dialect, width: number, table: number) => string[] | null
  /** Takes all lines repaired or set aside, in batches as they come, once each; the next one waits for it. */
  onNotes?: (notes: LineNote[]) => void | Promise<void>
  /** Where to write further tables, 1 for the second one; without it their lines are set aside. */
  others?: (table: number) => string
  /** What `inspect` found with the same choices, to save its pass over the file. */
  inspection?: Inspection
  limits?: Partial<Limits>
}

const KEPT_NOTES = 1_000
const KEPT_RAW = 2_000
const SLICE_MS = 20

/**
 * Loads a delimited file and writes it as plain UTF-8 CSV: commas, double quotes where needed, `\n`, the header first.
 * A file without a header stays without one: no names are invented here. Streaming, in two passes (encoding, then
 * records); a third where cells in excess ask for more columns. Gives way to other work every few milliseconds.
 * An empty file gives an empty file.
 */
export async function convert(path: string, out: string, options: ConvertOptions = {}): Promise<ConvertReport> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { signal, choices } = options
    const found = options.inspection ?? (await inspectOpen(file, size, signal, choices))
    const report = await rewrite(file, out, found, size, [], options)
    const all = [report.counts, ...report.tables.map((table) => table.counts)]
    const widths = all.map((counts) => counts.widest)
    const narrow = [report.dialect, ...report.tables.map((table) => table.dialect)]
    if (narrow.every((dialect, i) => dialect.width === widths[i])) return report
    const again = await rewrite(file, out, found, size, widths, { ...options, onNotes: undefined })
    return { ...again, notes: report.notes, noteCount: report.noteCount }
  } finally {
    await file.close()
  }
}

async function rewrite(
  file: FileHandle,
  out: string,
  { encoding, dialect }: Inspection,
  size: number,
  widths: number[],
  options: ConvertOptions
): Promise<ConvertReport> {
  const { signal, onProgress, others, header, onNotes } = options
  const notes = new NoteQueue(onNotes)
  const writers: TableWriter[] = []
  const reader = new TablesReader(
    dialect,
    ({ index, dialect: own }) => {
      const target = index === 0 ? out : (others?.(index) ?? null)
      const width = Math.max(own.width, widths[index] ?? 0)
      const names = header ? header(own, width, index) : own.header
      const writer = new TableWriter(target, own, width, names, (note) =>
        notes.add(index ? { ...note, table: index } : note)
      )
      writers.push(writer)
      return writer.sink
    },
    { ...LIMITS, ...options.limits }
  )
  const decoder = openDecoder(encoding.encoding)
  const footer = options.choices?.footer ?? 0
  const last = new LastLines(footer, dialect.syntax.newline, dialect.syntax.quote)
  let doubled = false
  let leftOut: LineNote[]
  const settle = async (): Promise<void> => {
    while (!reader.run(performance.now() + SLICE_MS)) {
      signal?.throwIfAborted()
      await flush()
      await setImmediate()
    }
    await flush()
  }
  const flush = async (): Promise<void> => {
    for (const writer of writers) await writer.flush()
    await notes.flush()
  }
  try {
    let done = encoding.bom
    for await (const chunk of fileChunks(file, encoding.bom, size, signal)) {
      const text = decoder.write(chunk)
      doubled ||= doubleEncoded(text)
      reader.push(last.push(text))
      await settle()
      done += chunk.length
      onProgress?.(done, size)
    }
    reader.push(last.push(decoder.end()))
    reader.close()
    await settle()
    leftOut = last.notes()
    for (const note of leftOut) notes.add(note)
    await notes.flush()
  } finally {
    for (const writer of writers) await writer.close()
  }
  const all = reader.tables
  const [first, ...further] = all
  const counts = first?.counts ?? { rows: 0, repaired: 0, rejected: 0, blank: 0, widest: dialect.width, cellsOfRows: 0 }
  if (footer && leftOut.length && !all.some((table) => table.counts.rows)) throw allLeftOut(footer)
  const aside = writers.reduce((sum, writer) => sum + writer.setAside, 0) + leftOut.length
  return {
    encoding,
    dialect,
    counts: { ...counts, rejected: counts.rejected + aside, otherTables: further.length },
    notes: notes.kept,
    noteCount: notes.count,
    undecodable: decoder.undecodable,
    bytes: size,
    tables: further.map((table) => furtherTable(table, others?.(table.index) ?? null)),
    remarks: [
      ...remarksOn({ encoding, dialect, decoder, doubled }),
      ...unwrappedRemark(reader.unwrapped),
      ...endBlanksRemark(dialect.width, counts.blank),
      ...cellsOfRowsRemark(all.reduce((sum, table) => sum + table.counts.cellsOfRows, 0)),
      // What stands at the end was looked at by whoever chose to leave lines of it out.
      ...(footer
        ? []
        : further.length
          ? await totalRemarksOfTables(file, encoding, all)
          : await totalRemarks(file, size, encoding, dialect))
    ]
  }
}

function allLeftOut(lines: number): Error {
  const n = inBothLanguages((format) => format(lines))
  return fail(
    'input',
    {
      fr: `Les ${n.fr} lignes à ôter à la fin sont toutes celles du tableau : il ne reste aucune ligne.`,
      en: `The ${n.en} lines to drop at the end are all those of the table: no row is left.`
    },
    { hint: { fr: 'Réduisez ce nombre.', en: 'Lower this number.' } }
  )
}

function furtherTable({ index, name, line, dialect, counts }: TableRead, path: string | null): FurtherTable {
  return { index, path, name, line: line + dialect.tableLine - 1, dialect, counts }
}

/** Hands notes on in batches; the first ones are kept, cut short. */
class NoteQueue {
  readonly kept: LineNote[] = []
  count = 0
  private batch: LineNote[] = []

  constructor(private readonly onNotes: ConvertOptions['onNotes']) {}

  add(note: LineNote): void {
    this.count += 1
    if (this.kept.length < KEPT_NOTES) this.kept.push({ ...note, raw: note.raw.slice(0, KEPT_RAW) })
    if (this.onNotes) this.batch.push(note)
  }

  async flush(): Promise<void> {
    if (!this.batch.length) return
    const { batch } = this
    this.batch = []
    await this.onNotes?.(batch)
  }
}
