import { Data, SparseUnion } from 'apache-arrow'
import { vectorBytes, type ArrowChild, type ArrowColumn } from './piece'
import { memberPieces } from './structs'
import { counted, isPresent, validityOf } from './validity'

/**
 * UNION of up to 128 members as Arrow's sparse union. In DuckDB it is a struct of a tag and the members.
 * Arrow's unions have no nulls of their own: a null union crosses as a null of its first member.
 */
export function unionColumn(members: ArrowChild[]): ArrowColumn {
  const type = new SparseUnion(
    members.map((_, member) => member),
    members.map(({ field }) => field)
  )
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap } = validityOf(pieces, length, mask)
      const typeIds = new Int8Array(length)
      let at = 0
      for (const piece of memberPieces(pieces, 0)) {
        const tags = vectorBytes(piece, 1)
        for (let item = piece.from; item < piece.from + piece.count; item++, at++) {
          if (isPresent(bitmap, at)) typeIds[at] = tags[item]!
        }
      }
      const children = members.map(({ build }, member) => build(memberPieces(pieces, member + 1), length, chosen(typeIds, bitmap, member)))
      return new Data<SparseUnion>(type, 0, length, 0, { 3: typeIds }, children)
    }
  }
}

function chosen(typeIds: Int8Array, bitmap: Uint8Array | null, member: number): Uint8Array | null {
  const mask = new Uint8Array(Math.ceil(typeIds.length / 8))
  for (let at = 0; at < typeIds.length; at++) {
    if (typeIds[at] === member && isPresent(bitmap, at)) mask[at >> 3]! |= 1 << (at & 7)
  }
  return counted(mask, typeIds.length).bitmap
}
