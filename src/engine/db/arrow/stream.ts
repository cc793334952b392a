import type { DuckDBDataChunk, DuckDBMaterializedResult } from '@duckdb/node-api'
import { Data, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from 'apache-arrow'
import { throwIfCancelled } from '../../errors'
import { bindings } from './bindings'
import { columnOf } from './columns'
import { BatchTooLarge, type ArrowChild } from './piece'
import { keepEmptyNames } from './wire-names'

export interface ArrowStreamOptions {
  /** Rows a batch, about: a batch ends with the DuckDB chunk (2048 rows) that reaches it. 65,536 if not given. */
  batchRows?: number
  /** Looked at between batches. */
  signal?: AbortSignal
}

/**
 * A complete result (of `run()`, never of `stream()`, which hides errors) as one Arrow IPC stream.
 * Vectors are copied by typed arrays; a result without rows gives its schema and one empty batch.
 * Other work of the process gets its turn between batches. Throws when cancelled or when one row alone passes 2 GiB.
 */
export async function arrowStream(
  result: DuckDBMaterializedResult,
  { batchRows = 65_536, signal }: ArrowStreamOptions = {}
): Promise<Uint8Array> {
  const names = result.columnNames()
  const columns = result.columnTypes().map((type, index) => columnOf(names[index]!, type))
  const schema = new Schema(columns.map(({ field }) => field))
  keepEmptyNames(schema.fields)
  const writer = new RecordBatchStreamWriter()
  for (const rows of groups(result, batchRows)) {
    throwIfCancelled(signal)
    for (const batch of batches(schema, columns, rows)) writer.write(batch)
    await new Promise((resolve) => setImmediate(resolve))
  }
  writer.finish()
  return writer.toUint8Array(true)
}

/** Some rows of one chunk. */
interface Rows {
  chunk: DuckDBDataChunk
  from: number
  count: number
}

function* groups(result: DuckDBMaterializedResult, batchRows: number): Generator<Rows[]> {
  let group: Rows[] = []
  let rows = 0
  const chunks = result.chunkCount
  for (let index = 0; index < chunks; index++) {
    const chunk = result.getChunk(index)
    const count = chunk.rowCount
    group.push({ chunk, from: 0, count })
    rows += count
    if (rows < batchRows) continue
    yield group
    group = []
    rows = 0
  }
  if (group.length > 0 || chunks === 0) yield group
}

function* batches(schema: Schema, columns: ArrowChild[], rows: Rows[]): Generator<RecordBatch> {
  const length = rows.reduce((sum, { count }) => sum + count, 0)
  let batch: RecordBatch
  try {
    batch = batchOf(schema, columns, rows, length)
  } catch (error) {
    if (!(error instanceof BatchTooLarge) || length < 2) throw error
    const half = Math.ceil(length / 2)
    yield* batches(schema, columns, slice(rows, 0, half))
    yield* batches(schema, columns, slice(rows, half, length))
    return
  }
  yield batch
}

function batchOf(schema: Schema, columns: ArrowChild[], rows: Rows[], length: number): RecordBatch {
  const children = columns.map(({ build }, column) =>
    build(
      rows.map(({ chunk, from, count }) => ({
        vector: bindings.data_chunk_get_vector(chunk.chunk, column),
        from,
        count
      })),
      length,
      null
    )
  )
  return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, length, 0, {}, children))
}

function slice(rows: Rows[], start: number, end: number): Rows[] {
  const kept: Rows[] = []
  let at = 0
  for (const { chunk, from, count } of rows) {
    const first = Math.max(start - at, 0)
    const last = Math.min(end - at, count)
    if (first < last) kept.push({ chunk, from: from + first, count: last - first })
    at += count
  }
  return kept
}
