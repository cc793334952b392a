import { DuckDBDataChunk, INTEGER, LIST, listValue, VARCHAR } from '@duckdb/node-api'
import { makeVector, type Data, type Vector } from 'apache-arrow'
import { expect, test } from 'vitest'
import { bindings } from './bindings'
import { columnOf } from './columns'
import type { Piece } from './piece'

test('lists whose entries overlap, go backwards or leave gaps in DuckDB’s child vector', () => {
  const chunk = DuckDBDataChunk.create([LIST(INTEGER)])
  chunk.setColumns([[listValue([1, 2]), listValue([3, 4]), listValue([5]), null, listValue([])]])
  const vector = bindings.data_chunk_get_vector(chunk.chunk, 0)
  const entries = new BigUint64Array([3n, 2n, 0n, 1n, 1n, 3n, 99n, 99n, 0n, 0n])
  bindings.copy_data_to_vector(vector, 0, entries.buffer, 0, entries.byteLength)
  const { build } = columnOf('l', LIST(INTEGER))
  expect(lists(build([{ vector, from: 0, count: 5 }], 5, null))).toEqual([[4, 5], [1], [2, 3, 4], null, []])
  expect(
    lists(
      build(
        [
          { vector, from: 2, count: 2 },
          { vector, from: 0, count: 1 }
        ],
        3,
        null
      )
    )
  ).toEqual([[2, 3, 4], null, [4, 5]])
})

test('an item under a null parent is never looked at, whatever its bytes say', () => {
  const chunk = DuckDBDataChunk.create([VARCHAR])
  chunk.setColumns([['un texte de plus de douze octets', 'court', 'un autre texte de plus de douze octets']])
  const vector = bindings.data_chunk_get_vector(chunk.chunk, 0)
  const wild = new BigUint64Array([40n, 0n])
  bindings.copy_data_to_vector(vector, 0, wild.buffer, 0, wild.byteLength)
  const piece: Piece = { vector, from: 0, count: 3 }
  const data = columnOf('t', VARCHAR).build([piece], 3, Uint8Array.of(0b110))
  expect(texts(data)).toEqual([null, 'court', 'un autre texte de plus de douze octets'])
})

function lists(data: Data): (number[] | null)[] {
  return Array.from(makeVector(data), (list: Vector | null) => list && (Array.from(list) as number[]))
}

function texts(data: Data): unknown[] {
  return Array.from(makeVector(data))
}
