import { Data, Struct } from 'apache-arrow'
import { bindings } from './bindings'
import type { ArrowChild, ArrowColumn } from './piece'
import { validityOf } from './validity'

/** STRUCT: members by position; names may be empty or repeated (`row(1, 2)` has two empty ones). */
export function structColumn(members: ArrowChild[]): ArrowColumn {
  const type = new Struct(members.map(({ field }) => field))
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap, nullCount } = validityOf(pieces, length, mask)
      const children = members.map(({ build }, member) => build(memberPieces(pieces, member), length, bitmap))
      return new Data(type, 0, length, nullCount, { 2: bitmap ?? undefined }, children)
    }
  }
}

/** The same items of one member of structs. */
export function memberPieces<P extends Parameters<ArrowColumn['build']>[0]>(pieces: P, member: number): P {
  return pieces.map((piece) => ({ ...piece, vector: bindings.struct_vector_get_child(piece.vector, member) })) as P
}
