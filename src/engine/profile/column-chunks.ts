import { randomUUID } from 'node:crypto'
import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'

/** Some neighbouring columns of a table, and where to read them. */
export interface ColumnChunk {
  /** Quoted name for `FROM`; rows in the order of the table. */
  sql: string
  columns: readonly ColumnInfo[]
  /** Place of the first of them in the table. */
  first: number
}

/** Tables of more columns are copied some columns at a time: each query is planned over all columns of its table. */
const WIDE = 100
const AT_ONCE = 40
/** Cells that a copy holds, at most, and columns that make it worth its while. */
const MOST_CELLS = 8_000_000
const LEAST_AT_ONCE = 8

/** The columns of a table in order, a few at a time where it is wide; copies are gone once read. */
export async function* columnChunks(
  project: Project,
  table: Table,
  signal?: AbortSignal
): AsyncGenerator<ColumnChunk, void> {
  const { columns, rows, sql } = table
  const most = Math.min(AT_ONCE, Math.floor(MOST_CELLS / Math.max(1, rows)))
  if (columns.length <= WIDE || most < LEAST_AT_ONCE) {
    yield { sql, columns, first: 0 }
    return
  }
  for (let first = 0; first < columns.length; first += most) {
    const own = columns.slice(first, first + most)
    const copy = `scratch.${ident(`profile ${randomUUID()}`)}`
    try {
      await project.database.run(
        `CREATE TABLE ${copy} AS SELECT ${own.map(({ name }) => ident(name)).join(', ')} FROM ${sql}`,
        { signal }
      )
      yield { sql: copy, columns: own, first }
    } finally {
      await project.database.run(`DROP TABLE IF EXISTS ${copy}`)
    }
  }
}
