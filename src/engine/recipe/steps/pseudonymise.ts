import { ident } from '../../sql'
import { asText } from './as-text'
import { namesInWords } from './names'
import type { SpecOf, StepKind } from './kind'

/**
 * Replaces values by HMAC-SHA256 (RFC 2104) of their text, under a key of the project, cut to its first 128 bits as 32
 * hexadecimal digits. Two hashes of blobs make it, over the key's two pads, so that no extension is needed and no query
 * holds the key. What it protects: whoever has the table but not the project cannot try out names. What it does not: the
 * project keeps the raw rows and the key; equal values stay equal, so frequencies and other columns may still tell who it is.
 */
export const pseudonymise: StepKind<SpecOf<'pseudonymise'>> = {
  rows: 'same',
  title({ columns }) {
    const names = namesInWords(columns)
    return { fr: `Pseudonymiser ${names.fr}`, en: `Pseudonymise ${names.en}` }
  },
  reads: ({ columns }) => columns,
  after: ({ columns: hidden }, columns) =>
    columns.map((each) => (hidden.includes(each.name) ? { name: each.name, type: 'VARCHAR' } : each)),
  sql({ columns: hidden }, from, columns) {
    const cells = columns
      .filter(({ name }) => hidden.includes(name))
      .map(({ name, type }) => `${hmacSql(asText(ident(name), type))} AS ${ident(name)}`)
    return `SELECT * REPLACE (${cells.join(', ')}) FROM ${from}`
  }
}

function hmacSql(value: string): string {
  const pad = (which: 'inner_pad' | 'outer_pad'): string => `(SELECT ${which} FROM ${KEY_TABLE})`
  return `left(sha256(${pad('outer_pad')} || unhex(sha256(${pad('inner_pad')} || encode(${value})))), 32)`
}

/** One row: the key as 64 bytes, xored with 0x36 (inner) and 0x5c (outer). User queries may not read it. */
export const KEY_TABLE = 'chantier.pseudonym_key'
