import { Data, Field, Null, SparseUnion } from 'apache-arrow'
import { vectorBytes, type ArrowChild, type ArrowColumn } from './piece'
import { memberPieces } from './structs'
import { counted, isPresent, validityOf } from './validity'

/** Arrow numbers the members of a union with a signed byte, and one number is kept for null. */
export const MAX_MEMBERS = 127

/**
 * UNION as Arrow's sparse union. In DuckDB it is a struct of a tag and the members, and a null union is not the same
 * as a null in one member. Arrow's unions have no nulls of their own: a last member of type Null, without a name, stands for them.
 */
export function unionColumn(members: ArrowChild[]): ArrowColumn {
  const fields = [...members.map(({ field }) => field), new Field('', new Null(), true)]
  const nullMember = members.length
  const type = new SparseUnion(
    fields.map((_, member) => member),
    fields
  )
  return {
    type,
    build(pieces, length, mask) {
      const { bitmap } = validityOf(pieces, length, mask)
      const typeIds = new Int8Array(length).fill(nullMember)
      let at = 0
      for (const piece of memberPieces(pieces, 0)) {
        const tags = vectorBytes(piece, 1)
        for (let item = piece.from; item < piece.from + piece.count; item++, at++) {
          if (isPresent(bitmap, at)) typeIds[at] = tags[item]!
        }
      }
      const children = members.map(({ build }, member) =>
        build(memberPieces(pieces, member + 1), length, chosen(typeIds, member))
      )
      return new Data<SparseUnion>(type, 0, length, 0, { 3: typeIds }, [
        ...children,
        new Data(new Null(), 0, length, length)
      ])
    }
  }
}

function chosen(typeIds: Int8Array, member: number): Uint8Array | null {
  const mask = new Uint8Array(Math.ceil(typeIds.length / 8))
  for (let at = 0; at < typeIds.length; at++) {
    if (typeIds[at] === member) mask[at >> 3]! |= 1 << (at & 7)
  }
  return counted(mask, typeIds.length).bitmap
}
