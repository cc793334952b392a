/**
 * A formula as SQL: missing where it fails for a row, such as a division of a text. On lines of its own, since it may end
 * with a comment.
 */
export function formulaSql(expression: string): string {
  return `TRY((\n${expression}\n))`
}
