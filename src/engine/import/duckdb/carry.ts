import type { LocalizedText } from '../../../contract'
import { ident } from '../../sql'

/** How a column travels through Parquet: what is written there, how it is read back, and what that changes. */
export interface Carried {
  /** Over the foreign column. */
  write: string
  /** Over the Parquet column `cN`. */
  read: string
  note: LocalizedText | null
}

/** Types that Parquet would change, whose text DuckDB reads back as the same value. */
const BY_TEXT = new Set(['HUGEINT', 'UHUGEINT', 'INTERVAL', 'TIME WITH TIME ZONE', 'TIME_NS', 'BIT', 'BIGNUM'])

/** Types that Parquet widens without loss. */
const BY_CAST = new Set(['TIMESTAMP_S', 'TIMESTAMP_MS'])

/** Kinds of values that Parquet would change inside a list, struct or map, without its type telling. */
const CHANGED_INSIDE = /\b(?:U?HUGEINT|INTERVAL|TIME WITH TIME ZONE|TIME_NS|BIT|BIGNUM|ENUM|UNION|VARIANT|GEOMETRY)\b/

/**
 * Chooses how a column of DuckDB type `type` is carried over; `twin` is the type that Parquet gives it back with. Values stay
 * exact in every case; where the type cannot stay, the column becomes text and the note says so.
 */
export function carry(column: string, index: number, type: string, twin: string): Carried {
  const [source, target] = [ident(column), `c${index}`]
  if (BY_TEXT.has(type)) return { write: `${source}::VARCHAR`, read: `${target}::${type} AS ${target}`, note: null }
  if (BY_CAST.has(type)) return { write: source, read: `${target}::${type} AS ${target}`, note: null }
  if (type.startsWith('ENUM(')) return asText(source, target, column, 'ENUM')
  const listed = type.replace(/\[\d+\]/g, '[]')
  if (twin === listed && !CHANGED_INSIDE.test(type)) {
    return { write: source, read: target, note: twin === type ? null : loosened(column, type) }
  }
  return asText(source, target, column, type.length > 60 ? `${type.slice(0, 60)}…` : type)
}

function asText(source: string, target: string, column: string, type: string): Carried {
  return {
    write: `${source}::VARCHAR`,
    read: target,
    note: { fr: `« ${column} » (${type}) est lue comme texte.`, en: `“${column}” (${type}) is read as text.` }
  }
}

function loosened(column: string, type: string): LocalizedText {
  return {
    fr: `« ${column} » (${type}) devient une liste de longueur libre.`,
    en: `“${column}” (${type}) becomes a list of any length.`
  }
}
