import type { Place } from '../../../contract'
import { tokensOf } from './query-tables'

/** Where in the text an error stands, as an offset in it, from the engine's place (1-based); null where it has none. */
export function errorOffset(sql: string, place: Place | undefined): number | null {
  if (!place) return null
  if (place.offset !== undefined) return Math.min(Math.max(0, place.offset - 1), sql.length)
  if (place.line === undefined) return null
  const lines = sql.split('\n')
  if (place.line > lines.length) return null
  const before = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
  return before + Math.min((place.column ?? 1) - 1, lines[place.line - 1]?.length ?? 0)
}

/** A place in a part of a text as a place in the whole: `before` is what stands ahead of the part. Lines and columns count from 1. */
export function placeInWhole(place: Place, before: string): Place {
  const lines = before.split('\n')
  const { line, column, offset } = place
  return {
    ...place,
    ...(offset === undefined ? {} : { offset: offset + before.length }),
    ...(line === undefined ? {} : { line: line + lines.length - 1 }),
    ...(line === 1 && column !== undefined ? { column: column + (lines.at(-1)?.length ?? 0) } : {})
  }
}

/** What is at fault at an offset: the whole word, quoted name, text or number there, with what a dot joins to it; at the end, what stands last. */
export function faultRange(sql: string, offset: number): { from: number; to: number } {
  const tokens = tokensOf(sql)
  const isLast = sql.slice(offset).trim() === ''
  const at = tokens.findLastIndex(({ from, to }) => from <= offset && (offset < to || isLast))
  const token = tokens[at]
  if (!token) return { from: Math.min(offset, Math.max(0, sql.length - 1)), to: Math.min(offset + 1, sql.length) }
  const isName = (place: number): boolean => tokens[place]?.kind === 'word' || tokens[place]?.kind === 'quoted'
  const joins = (dot: number, name: number): boolean => tokens[dot]?.value === '.' && isName(name)
  let [first, last] = [at, at]
  if (isName(at)) {
    while (joins(first - 1, first - 2)) first -= 2
    while (joins(last + 1, last + 2)) last += 2
  }
  return { from: tokens[first]?.from ?? token.from, to: tokens[last]?.to ?? token.to }
}
