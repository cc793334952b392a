import type { SheetSize } from '../sheet'
import { attributesOf } from '../xml/attributes'
import { readXml, type XmlOptions } from '../xml/readXml'
import type { Zip, ZipMember } from '../zip/openZip'
import { columnOf, rangeOf } from './cellRef'

/** Bytes of XML that the smallest row takes: a claim of more rows than the member could hold is none. */
const LEAST_ROW = 20

/**
 * The size of a sheet by its beginning: counted where the first piece holds all of it, else as its `dimension` claims,
 * if the sheet's bytes could hold that many rows.
 */
export async function sheetSize(zip: Zip, member: ZipMember, options: XmlOptions): Promise<SheetSize> {
  let claim: SheetSize = { rows: null, columns: null }
  let [rows, columns, filled, ended] = [0, 0, false, false]
  const handler = {
    open(name: string, raw: string): void {
      if (name === 'dimension') {
        const range = rangeOf(attributesOf(raw).get('ref') ?? '')
        if (range) claim = { rows: range.bottom - range.top + 1, columns: range.right - range.left + 1 }
      } else if (name === 'row') filled = false
      else if (name === 'c') columns = Math.max(columns, columnOf(attributesOf(raw).get('r') ?? '') + 1)
      else if (name === 'v' || name === 'is' || name === 'f') filled = true
    },
    close(name: string): void {
      if (name === 'row' && filled) rows += 1
      if (name === 'sheetData') ended = true
    },
    text: () => undefined
  }
  for await (const _ of readXml(zip, member, handler, options)) break
  if (ended) return { rows, columns: rows ? columns : 0 }
  const held = member.claimed / LEAST_ROW
  return claim.rows !== null && claim.rows > 1 && claim.rows <= held ? claim : { rows: null, columns: null }
}
