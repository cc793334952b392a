import { z } from 'zod'
import { call, jobEvents } from './call'
import { Filter, LocalizedText, TableRef } from './common'

/** A column as the engine sees it; `type` is DuckDB's own type text. */
export const ColumnInfo = z.object({ name: z.string(), type: z.string() })
export type ColumnInfo = z.infer<typeof ColumnInfo>

export const TableInfo = z.object({
  ref: TableRef,
  columns: z.array(ColumnInfo),
  rows: z.number().int(),
  /** Changes when the rows may have changed: hash of the source and of the recipe. */
  fingerprint: z.string()
})
export type TableInfo = z.infer<typeof TableInfo>

export const Sort = z.object({ column: z.string(), descending: z.boolean().default(false) })
export type Sort = z.infer<typeof Sort>

/**
 * What the grid pages through: a table of the project, or the rows of a query (a finding's evidence, the SQL box).
 * A query passes the SELECT gate whoever sends it.
 */
export const RowSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('table'),
    table: TableRef,
    filter: Filter.optional(),
    sort: z.array(Sort).max(8).optional()
  }),
  z.object({
    kind: z.literal('query'),
    sql: z.string().min(1).max(200_000),
    filter: Filter.optional(),
    sort: z.array(Sort).max(8).optional()
  })
])
export type RowSource = z.infer<typeof RowSource>

/** A page of rows, answered as one Arrow IPC stream by `POST /arrow`; columns by place, in table order where absent. */
export const PageRequest = z.object({
  source: RowSource,
  offset: z.number().int().min(0),
  limit: z.number().int().min(0).max(100_000),
  columns: z.array(z.number().int().min(0)).max(5_000).optional()
})
export type PageRequest = z.infer<typeof PageRequest>

/** Shape of a row source: what the grid needs before its first page. `sql` is the query without paging. */
export const RowShape = z.object({ columns: z.array(ColumnInfo), rows: z.number().int(), sql: z.string() })
export type RowShape = z.infer<typeof RowShape>

/** A cell by its place in a row source, both 0-based; columns in the source's own order. */
export const CellAt = z.object({ row: z.number().int(), column: z.number().int() })
export type CellAt = z.infer<typeof CellAt>

const Places = z.array(z.number().int().min(0)).min(1).max(20_000)

/**
 * A text to find in the cells of a source, whatever its case, in the order of `columns` (all where absent). The answer is the
 * nearest match strictly after `from`, or before it, going round at the ends.
 */
export const FindRequest = z.object({
  source: RowSource,
  text: z.string().min(1).max(1000),
  columns: Places.optional(),
  from: CellAt,
  direction: z.enum(['next', 'previous'])
})
export type FindRequest = z.infer<typeof FindRequest>

/** Matches over all rows: cells, rows, the one asked for, and its rank among the cells, from 1. */
export const FindAnswer = z.object({
  cells: z.number().int(),
  rows: z.number().int(),
  hit: CellAt.nullable(),
  rank: z.number().int()
})
export type FindAnswer = z.infer<typeof FindAnswer>

const Beyond = z.object({ n: z.number().int(), edge: z.string() }).nullable()

/**
 * A column of a row source at a glance: rows, missing values, and at most 24 bars: equal widths over the bulk of numbers and
 * dates (`ordered`), else the most frequent values. What lies beyond the bulk (codes, mistakes, long tails) has no bar.
 */
export const Glance = z.object({
  column: z.number().int(),
  rows: z.number().int(),
  missing: z.number().int(),
  ordered: z.boolean(),
  /** Least and greatest value as SQL writes them. */
  min: z.string().nullable(),
  max: z.string().nullable(),
  bars: z.array(z.object({ n: z.number().int(), label: z.string().nullable() })),
  /** Rows whose value is less than the first one drawn, or greater than the last: `edge` is that value, as SQL writes it. */
  beyond: z.object({ below: Beyond, above: Beyond })
})
export type Glance = z.infer<typeof Glance>

/** `csv_fr`: semicolons, decimal commas, days first, byte order mark; `csv`: commas, points, ISO 8601. */
export const ExportFormat = z.enum(['csv_fr', 'csv', 'xlsx', 'parquet'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const ExportRequest = z.object({
  source: RowSource,
  /** Columns by place, in the order to write them; all where absent. */
  columns: Places.optional(),
  format: ExportFormat,
  /** In CSV, puts an apostrophe before texts that a spreadsheet would run as formulas; numbers are left alone. */
  guard: z.boolean().default(true),
  /** What the rows are (table, filter, n, date), as names and values: a second sheet of a workbook. The other formats hold rows alone. */
  about: z
    .object({
      title: z.string().min(1).max(31),
      facts: z.array(z.tuple([z.string().max(200), z.string().max(10_000)])).max(30)
    }) // prettier-ignore
    .optional()
})
export type ExportAbout = NonNullable<z.infer<typeof ExportRequest>['about']>
export type ExportRequest = z.infer<typeof ExportRequest>

/** What was written, to be fetched at `POST /export/:id`; `guarded` counts texts with an apostrophe put before them. */
export const ExportResult = z.object({
  id: z.string(),
  bytes: z.number(),
  rows: z.number().int(),
  columns: z.number().int(),
  guarded: z.number().int(),
  filter: LocalizedText
})
export type ExportResult = z.infer<typeof ExportResult>

export const tables = {
  list: call.input(z.object({}).optional()).output(z.array(TableInfo)),
  shape: call.input(z.object({ source: RowSource })).output(RowShape),
  find: call.input(FindRequest).output(FindAnswer),
  glance: call.input(z.object({ source: RowSource, column: z.number().int().min(0) })).output(Glance),
  export: call.input(ExportRequest).output(jobEvents(ExportResult))
}
