import { z } from 'zod'
import { call, jobEvents } from './call'
import { LocalizedText, TableRef } from './common'

/** A delimited text's dialect; null quote or escape means none is used. */
export const Dialect = z.object({
  delimiter: z.string(),
  quote: z.string().nullable(),
  escape: z.string().nullable(),
  newline: z.enum(['\n', '\r\n', '\r']),
  /** Lines before the header that belong to no table. */
  preambleLines: z.number().int().min(0),
  /** Header rows; 0 means that names were made up. */
  headerRows: z.number().int().min(0),
  comment: z.string().nullable()
})
export type Dialect = z.infer<typeof Dialect>

/** How a column is read, and what that loses: `failures` counts values that the type cannot hold. */
export const ColumnReading = z.object({
  name: z.string(),
  /** DuckDB type of the column as analysed. */
  type: z.string(),
  /** What the type stands for in words, e.g. "nombre à virgule décimale". */
  format: LocalizedText.nullable(),
  /** True when the raw table already holds this type without loss; false when text is kept and a recipe step reads it. */
  lossless: z.boolean(),
  failures: z.number().int(),
  failureExamples: z.array(z.string())
})
export type ColumnReading = z.infer<typeof ColumnReading>

/** One line that could not be taken as it stood: repaired (kept) or rejected (kept here only). */
export const LineFault = z.object({
  line: z.number().int(),
  reason: LocalizedText,
  raw: z.string(),
  repaired: z.boolean()
})
export type LineFault = z.infer<typeof LineFault>

/** What was done to a file: nothing lost, nothing changed without a word here. */
export const LoadReport = z.object({
  encoding: z.string(),
  undecodableBytes: z.number().int(),
  dialect: Dialect.nullable(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  faultCount: z.number().int(),
  faults: z.array(LineFault),
  columns: z.array(ColumnReading),
  notes: z.array(LocalizedText),
  seconds: z.number()
})
export type LoadReport = z.infer<typeof LoadReport>

export const Source = z.object({
  id: z.string(),
  table: TableRef,
  file: z.object({ name: z.string(), size: z.number(), sha256: z.string() }),
  loadedAt: z.string(),
  rows: z.number().int(),
  report: LoadReport
})
export type Source = z.infer<typeof Source>

/** Where a file comes from: uploaded in slices to `/upload/:id`, chosen on disk by the host, or of the bundled case. */
export const FileOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upload'), id: z.string() }),
  z.object({ kind: z.literal('path'), path: z.string() })
])
export type FileOrigin = z.infer<typeof FileOrigin>

/** What a first look at a file gives: enough to paint its first rows; every cell is text. */
export const Sniff = z.object({
  encoding: z.string(),
  dialect: Dialect,
  columns: z.array(ColumnReading),
  rows: z.array(z.array(z.string().nullable())),
  notes: z.array(LocalizedText)
})
export type Sniff = z.infer<typeof Sniff>

export const ImportResult = z.object({
  sources: z.array(Source),
  failed: z.array(z.object({ file: z.string(), message: LocalizedText, hint: LocalizedText.nullable() }))
})
export type ImportResult = z.infer<typeof ImportResult>

export const sources = {
  list: call.input(z.object({}).optional()).output(z.array(Source)),
  /** First rows and dialect of a file, also while its upload still runs. */
  sniff: call.input(z.object({ origin: FileOrigin, name: z.string() })).output(Sniff),
  /** Loads files as tables. Cancelled or killed, the project stays as it was. */
  import: call
    .input(
      z.object({
        files: z
          .array(z.object({ origin: FileOrigin, name: z.string() }))
          .min(1)
          .max(10_000)
      })
    )
    .output(jobEvents(ImportResult)),
  /** Throws away what a cancelled upload has sent so far. */
  discard: call.input(z.object({ uploads: z.array(z.string()).max(10_000) })).output(z.object({})),
  remove: call.input(z.object({ id: z.string() })).output(z.object({}))
}
