/** A text as a pattern that matches itself, for RE2 and for JavaScript's `u` flag alike. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** Any run of spaces, no-break and thin ones too. */
export const GAP = '[\\s\\p{Zs}]*'
