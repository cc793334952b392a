import type { Place } from '../../../contract'

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
