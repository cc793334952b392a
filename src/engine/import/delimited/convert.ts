import { open, type FileHandle } from 'node:fs/promises'
import type { Dialect } from './dialect/detectDialect'
import { fileChunks, inspectOpen, type Inspection } from './inspect'
import { RecordReader, type ReadCounts, type RecordSink } from './read/reader'
import type { LineNote } from './read/reasons'
import { openDecoder } from './text/decoder'
import type { EncodingVerdict } from './text/scanEncoding'
import { csvLine } from './writeCsv'

/** What a blind load found and did. `notes` holds the first 10,000 lines repaired or set aside. */
export interface ConvertReport {
  encoding: EncodingVerdict
  dialect: Dialect
  counts: ReadCounts
  notes: LineNote[]
  undecodable: number
  bytes: number
}

/** Choices of a caller; all optional. `names` writes made-up names where the file has no header. */
export interface ConvertOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  header?: (dialect: Dialect, width: number) => string[] | null
  /** Takes the records of further tables in the file, their headers included; 1 is the second table. */
  other?: RecordSink['other']
  /** What `inspect` found, to save its pass over the file. */
  inspection?: Inspection
}

const MAX_NOTES = 10_000

/**
 * Loads a delimited file blind and writes it as plain UTF-8 CSV: commas, double quotes where needed, `\n`, the file's
 * own header first. A file without a header stays without one: no names are invented here. Streaming, in two passes
 * (encoding, then records); a third where cells in excess ask for more columns. An empty file gives an empty file.
 */
export async function convert(path: string, out: string, options: ConvertOptions = {}): Promise<ConvertReport> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { encoding, dialect } = options.inspection ?? (await inspectOpen(file, size, options.signal))
    let report = await rewrite(file, out, encoding, dialect, dialect.width, size, options)
    if (report.counts.widest > dialect.width)
      report = await rewrite(file, out, encoding, dialect, report.counts.widest, size, options)
    return report
  } finally {
    await file.close()
  }
}

async function rewrite(
  file: FileHandle,
  out: string,
  encoding: EncodingVerdict,
  dialect: Dialect,
  width: number,
  size: number,
  options: ConvertOptions
): Promise<ConvertReport> {
  const target = await open(out, 'w')
  try {
    const notes: LineNote[] = [...dialect.preamble]
    const header = options.header ? options.header(dialect, width) : dialect.header
    const buffer = { text: header ? csvLine(header, width) : '' }
    const reader = new RecordReader(dialect, { ...sinkTo(buffer, dialect, width, notes), other: options.other })
    const decoder = openDecoder(encoding.encoding)
    let done = encoding.bom
    for await (const chunk of fileChunks(file, encoding.bom, size, options.signal)) {
      reader.push(decoder.write(chunk))
      await flush(target, buffer)
      done += chunk.length
      options.onProgress?.(done, size)
    }
    reader.push(decoder.end())
    const counts = reader.end()
    await flush(target, buffer)
    return { encoding, dialect, counts, notes, undecodable: decoder.undecodable, bytes: size }
  } finally {
    await target.close()
  }
}

async function flush(target: FileHandle, out: { text: string }): Promise<void> {
  const { text } = out
  out.text = ''
  if (text !== '') await target.writeFile(text)
}

function sinkTo(out: { text: string }, dialect: Dialect, width: number, notes: LineNote[]): RecordSink {
  const { delimiter } = dialect.syntax
  const copies = width === dialect.width
  return {
    takesQuotes: true,
    row: (cells) => void (out.text += csvLine(cells, width)),
    stretch: (text) => {
      if (!copies) return false
      let plain = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
      if (delimiter !== ',') {
        if (plain.includes(',')) plain = quoteCommas(plain, delimiter)
        if (delimiter !== '') plain = plain.replaceAll(delimiter, ',')
      }
      out.text += plain
      return true
    },
    note: (note) => void (notes.length < MAX_NOTES && notes.push(note))
  }
}

/** Puts quotes round the cells that hold a comma; the text holds no quotes. */
function quoteCommas(text: string, delimiter: string): string {
  const sign = delimiter.charCodeAt(0)
  const bounds = (at: number): boolean => text.charCodeAt(at) === sign || text.charCodeAt(at) === 10
  const parts: string[] = []
  let done = 0
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', done)) {
    let start = at
    while (start > done && !bounds(start - 1)) start -= 1
    let end = at + 1
    while (end < text.length && !bounds(end)) end += 1
    parts.push(text.slice(done, start), '"', text.slice(start, end), '"')
    done = end
  }
  return parts.join('') + text.slice(done)
}
