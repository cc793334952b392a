/** White space of every kind: no-break, thin and zero-width ones, and the mark that begins some files. */
export const SPACES = '[\\s\\x0b\\x{85}\\p{Z}\\x{200b}\\x{feff}]+'

/** A text without the white space around it, as an SQL expression. */
export function withoutEnds(value: string): string {
  return `regexp_replace(${value}, '^${SPACES}|${SPACES}$', '', 'g')`
}
