import { z } from 'zod'
import { call } from './call'
import { Filter, TableRef } from './common'

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
  z.object({ kind: z.literal('query'), sql: z.string().min(1).max(200_000), sort: z.array(Sort).max(8).optional() })
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

export const tables = {
  list: call.input(z.object({}).optional()).output(z.array(TableInfo)),
  shape: call.input(z.object({ source: RowSource })).output(RowShape)
}
