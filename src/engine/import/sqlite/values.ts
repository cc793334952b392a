import { isUtf8 } from 'node:buffer'
import { doubleText } from '../../db'

/** What the reading of values has met, for the notes. */
export interface Met {
  /** Blobs by column. */
  blobs: number[]
  /** Texts that are not in the encoding that the database states. */
  strayTexts: number
}

/**
 * A column as SQL that says a value's storage class by its JavaScript type: text comes as bytes (sql.js would cut it at a NUL
 * and repair what is no UTF-8 without a word), a blob as hexadecimal text, numbers and NULL as they are.
 */
export function valueSql(column: string): string {
  return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'blob' THEN hex(${column}) ELSE ${column} END`
}

/** Reads a value of `valueSql`: integers exact, reals as the shortest text that reads back, blobs in hexadecimal. */
export function valueReader(encoding: string, met: Met): (value: unknown, column: number) => string | null {
  const decode = textDecoder(encoding, met)
  return (value, column) => {
    if (value === null || value === undefined) return null
    if (typeof value === 'number') return doubleText(value)
    if (value instanceof Uint8Array) return decode(value)
    if (typeof value === 'string') met.blobs[column] = (met.blobs[column] ?? 0) + 1
    return String(value)
  }
}

function textDecoder(encoding: string, met: Met): (bytes: Uint8Array) => string {
  const stray = new TextDecoder('windows-1252')
  if (encoding === 'UTF-8') {
    return (bytes) => {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
      if (!text.includes('\ufffd') || isUtf8(bytes)) return text
      met.strayTexts++
      return stray.decode(bytes)
    }
  }
  const wide = new TextDecoder(encoding === 'UTF-16be' ? 'utf-16be' : 'utf-16le', { ignoreBOM: true })
  return (bytes) => wide.decode(bytes)
}
