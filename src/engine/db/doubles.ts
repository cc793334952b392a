import { setImmediate } from 'node:timers/promises'
import { DuckDBTypeId, type DuckDBMaterializedResult } from '@duckdb/node-api'
import { bindings } from './arrow/bindings'
import { isPresent } from './arrow/validity'

/** Chunks of 2,048 rows between two turns of other work. */
const CHUNKS_A_TURN = 64

/** The columns of a result of DOUBLE alone, in order; NaN where there is no value. */
export async function doublesOf(result: DuckDBMaterializedResult): Promise<Float64Array[]> {
  const other = result.columnTypes().find(({ typeId }) => typeId !== DuckDBTypeId.DOUBLE)
  if (other) throw new Error(`a column of doubles was asked for, this one is ${String(other)}`)
  const columns = Array.from({ length: result.columnCount }, () => new Float64Array(result.rowCount))
  let at = 0
  for (let place = 0; place < result.chunkCount; place++) {
    if (place % CHUNKS_A_TURN === CHUNKS_A_TURN - 1) await setImmediate()
    const chunk = result.getChunk(place)
    const count = chunk.rowCount
    if (!count) continue
    for (const [index, column] of columns.entries()) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index)
      const bytes = bindings.vector_get_data(vector, count * Float64Array.BYTES_PER_ELEMENT)
      column.set(new Float64Array(bytes.buffer, bytes.byteOffset, count), at)
      const validity = bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null | undefined
      if (validity) for (let row = 0; row < count; row++) if (!isPresent(validity, row)) column[at + row] = NaN
    }
    at += count
  }
  return columns
}
