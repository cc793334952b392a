import { open } from 'node:fs/promises'
import type { ColumnReading, Sniff } from '../../../contract'
import { detectDialect, type Dialect } from './dialect/detectDialect'
import { RecordReader } from './read/reader'
import { reportDialect } from './report-dialect'
import { decodeAll } from './text/decoder'
import { scanEncoding } from './text/scanEncoding'
import { inferReading, isLossless, readingInWords, typeOf } from '../types'

const HEAD = 1 << 20

/**
 * A first look at a file from its first megabyte: encoding, dialect, first rows as text, and how its columns would be
 * read. Works while the rest is still on its way; the load itself looks at the whole file again.
 */
export async function sniff(
  path: string,
  names: (header: readonly string[] | null, width: number) => string[],
  limit = 200
): Promise<Sniff> {
  const bytes = await readHead(path)
  const verdict = scanEncoding(bytes)
  const text = decodeAll(bytes.subarray(verdict.bom), verdict.encoding)
  const whole =
    bytes.length < HEAD
      ? text
      : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1 || text.length)
  const dialect = detectDialect([whole])
  const rows = readRows(whole, dialect, limit)
  const header = names(dialect.header, dialect.width)
  return {
    format: 'delimited',
    encoding: verdict.encoding,
    dialect: reportDialect(dialect),
    columns: header.map((name, index) =>
      describe(
        name,
        rows.map((row) => row[index] ?? null)
      )
    ),
    rows,
    notes: dialect.preamble.length
      ? [
          {
            fr: `${dialect.preamble.length} lignes d’introduction mises de côté.`,
            en: `${dialect.preamble.length} introductory lines set aside.`
          }
        ]
      : [],
    faults: [],
    remembered: null
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(HEAD)
    const { bytesRead } = await file.read(bytes, 0, HEAD, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function readRows(text: string, dialect: Dialect, limit: number): (string | null)[][] {
  const rows: (string | null)[][] = []
  const reader = new RecordReader(dialect, {
    row: (cells) =>
      void (rows.length < limit && rows.push(cells.slice(0, dialect.width).map((cell) => (cell === '' ? null : cell)))),
    note: () => undefined
  })
  reader.push(text)
  reader.end()
  return rows
}

function describe(name: string, values: (string | null)[]): ColumnReading {
  const reading = inferReading(values)
  return {
    name,
    type: typeOf(reading),
    format: readingInWords(reading),
    lossless: isLossless(reading),
    failures: 0,
    failureExamples: [],
    reading,
    missing: []
  }
}
