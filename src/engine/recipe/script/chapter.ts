/** A statement of a script, with what is said above it. */
export interface Chapter {
  words: string[]
  sql: string
}

/** A text as lines of a comment: no line end of a name may end the comment. */
export function comment(mark: '--' | '#', lines: readonly string[]): string {
  return lines.map((line) => `${mark} ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}\n`).join('')
}
