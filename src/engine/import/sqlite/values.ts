import { isUtf8 } from 'node:buffer'
import { doubleText } from '../../db'
import { textDecoder } from '../../text-decoder'

/** Values read of one column, by SQLite's storage classes. */
export interface Classes {
  integers: number
  /** Of the integers, those that a double might not hold: beyond 2^53. */
  large: number
  reals: number
  texts: number
  blobs: number
}

/** What the reading of values has met. */
export interface Met {
  columns: Classes[]
  /** Texts that are not in the encoding that the database states. */
  strayTexts: number
}

export function nothingMet(width: number): Met {
  const none = (): Classes => ({ integers: 0, large: 0, reals: 0, texts: 0, blobs: 0 })
  return { columns: Array.from({ length: width }, none), strayTexts: 0 }
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
  const decode = readerOfTexts(encoding, met)
  return (value, column) => {
    if (value === null || value === undefined) return null
    const classes = met.columns[column]!
    if (typeof value === 'number') {
      classes.reals++
      return doubleText(value)
    }
    if (value instanceof Uint8Array) {
      classes.texts++
      return decode(value)
    }
    if (typeof value === 'string') classes.blobs++
    else {
      classes.integers++
      if (Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER) classes.large++
    }
    return String(value)
  }
}

function readerOfTexts(encoding: string, met: Met): (bytes: Uint8Array) => string {
  const stray = textDecoder('windows-1252')
  if (encoding === 'UTF-8') {
    return (bytes) => {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
      if (!text.includes('\ufffd') || isUtf8(bytes)) return text
      met.strayTexts++
      return stray.decode(bytes)
    }
  }
  const wide = textDecoder(encoding === 'UTF-16be' ? 'utf-16be' : 'utf-16le', { ignoreBOM: true })
  return (bytes) => wide.decode(bytes)
}
