import { Data, Dictionary, Uint16, Uint32, Uint8, Utf8, Vector } from 'apache-arrow'
import { fixedColumn } from './fixed'
import type { ArrowColumn } from './piece'
import { TextBuffer } from './rendered'

/** ENUM as a dictionary: DuckDB's own indices over its values in order, values sent once a stream. */
export function enumColumn(values: readonly string[], bytes: 1 | 2 | 4): ArrowColumn {
  const index = bytes === 1 ? new Uint8() : bytes === 2 ? new Uint16() : new Uint32()
  const type = new Dictionary(new Utf8(), index)
  const indices = fixedColumn(index, bytes === 1 ? Uint8Array : bytes === 2 ? Uint16Array : Uint32Array)
  const dictionary = dictionaryOf(values)
  return {
    type,
    build(pieces, length, mask) {
      const data = indices.build(pieces, length, mask)
      return new Data<Dictionary>(
        type,
        0,
        length,
        data.nullCount,
        { 1: data.values, 2: data.nullBitmap },
        [],
        dictionary
      )
    }
  }
}

function dictionaryOf(values: readonly string[]): Vector<Utf8> {
  const texts = new TextBuffer(values.length)
  for (const value of values) texts.push(value)
  return new Vector([new Data<Utf8>(new Utf8(), 0, values.length, 0, { 0: texts.offsets, 1: texts.bytes() })])
}
