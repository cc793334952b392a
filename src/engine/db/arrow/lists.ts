import { Data, Field, List, Map_, type DataType, type Struct } from 'apache-arrow'
import { bindings } from './bindings'
import { BatchTooLarge, limits, vectorWords, type ArrowChild, type ArrowColumn, type Build, type Piece } from './piece'
import { structColumn } from './structs'
import { isPresent, validityOf } from './validity'

/** LIST of any child. */
export function listColumn(child: ArrowChild): ArrowColumn {
  const type = new List(child.field)
  return { type, build: buildLists(type, child.build) }
}

/** MAP: in DuckDB as in Arrow a list of (key, value) structs. */
export function mapColumn(key: ArrowChild, value: ArrowChild): ArrowColumn {
  const entries = structColumn([key, value])
  const type = new Map_(new Field('entries', entries.type as Struct<{ key: DataType; value: DataType }>, false))
  return { type, build: buildLists(type, entries.build) }
}

function buildLists(type: DataType, buildItems: Build): Build {
  return (pieces, length, mask) => {
    const { bitmap, nullCount } = validityOf(pieces, length, mask)
    const offsets = new Int32Array(length + 1)
    const items: Piece[] = []
    let at = 0
    let total = 0
    for (const piece of pieces) {
      total = takeEntries(piece, at, bitmap, offsets, items)
      at += piece.count
    }
    return new Data(type, 0, length, nullCount, { 0: offsets, 2: bitmap ?? undefined }, [
      buildItems(items, total, null)
    ])
  }
}

/** Adds the child items of one piece, runs that follow each other as one piece; returns the number of items so far. */
function takeEntries(
  piece: Piece,
  start: number,
  bitmap: Uint8Array | null,
  offsets: Int32Array,
  items: Piece[]
): number {
  const words = vectorWords(piece, 16)
  const vector = bindings.list_vector_get_child(piece.vector)
  let run: Piece | null = null
  let total = offsets[start]!
  for (let index = 0; index < piece.count; index++) {
    const place = (piece.from + index) * 4
    const from = words[place]! >>> 0
    const count = isPresent(bitmap, start + index) ? words[place + 2]! >>> 0 : 0
    if (count > 0) {
      if (run && run.from + run.count === from) run.count += count
      else items.push((run = { vector, from, count }))
    }
    total += count
    if (total > limits.offset) throw new BatchTooLarge()
    offsets[start + index + 1] = total
  }
  return total
}
