import type { LocalizedText, Place } from '../../contract'
import { ChantierError, fail } from '../errors'
import { refusalInWords } from './query-error-words'

/**
 * A failure of a user's query in plain words, at its place in the text as the user wrote it; other failures unchanged. The
 * query ran as DuckDB was given it: on lines of its own, after one line of ours, without its leading white space.
 */
export function queryError(error: unknown, sql: string): unknown {
  if (!(error instanceof ChantierError) || !(error.cause instanceof Error)) return error
  const detail = error.cause.message
  if (!USERS.test(detail)) return error
  const words = refusalInWords(detail)
  const place = placeOf(detail, sql) ?? (words?.name === undefined ? undefined : placeOfWord(words.name, sql))
  return fail('input', words?.message ?? withoutExcerpt(error.data.message), {
    sql,
    detail,
    place,
    hint: words?.hint,
    cause: error.cause
  })
}

/** DuckDB's words without its excerpt of the query, whose lines are those of what ran, not of what was written. */
function withoutExcerpt({ fr, en }: LocalizedText): LocalizedText {
  const cut = (words: string): string => words.replace(/\s*\n+LINE \d+: [\s\S]*$/, '')
  return { fr: cut(fr), en: cut(en) }
}

const USERS = /^(Parser|Binder|Catalog|Conversion|Invalid Input|Out of Range|Mismatch Type|Not implemented) Error/i

/** The place that DuckDB points to: it prints `LINE 2: …`, perhaps a part of that line, and a caret under the fault. */
function placeOf(message: string, sql: string): Place | undefined {
  const found = /LINE (\d+): ([^\n]*)\n( *)\^/.exec(message)
  if (!found?.[1] || found[2] === undefined || found[3] === undefined) return undefined
  const skipped = sql.slice(0, sql.length - sql.trimStart().length).split('\n')
  const ran = sql.trimStart().split('\n')
  // The first line is ours.
  const line = Number(found[1]) - 2
  const written = ran[line]
  if (written === undefined) return undefined
  const cut = found[2].startsWith('...') ? 3 : 0
  const shown = found[2].slice(cut).replace(/\.\.\.$/, '')
  const start = plain(written).indexOf(plain(shown))
  const caret = found[3].length - `LINE ${found[1]}: `.length - cut
  const before = line === 0 ? (skipped.at(-1)?.length ?? 0) : 0
  return {
    line: line + skipped.length,
    ...(start < 0 || caret < 0 ? {} : { column: before + start + caret + 1 })
  }
}

function plain(text: string): string {
  return text.replace(/\s/g, ' ').trimEnd()
}

/** Where a name first stands in the query; DuckDB gives no place for some errors. */
function placeOfWord(name: string, sql: string): Place | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'iu').exec(sql)
  return found ? placeAt(sql, found.index) : undefined
}

/** Line and column of an offset in a text, from 1. */
export function placeAt(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset)
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}
