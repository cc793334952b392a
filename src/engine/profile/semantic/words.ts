/** A text without case, accents and outer white space, for comparing words. */
export function plainText(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** The words of a column name: `dateDébut`, `date_debut` and `Date début` all give `date`, `debut`. */
export function wordsOf(name: string): string[] {
  const parted = name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
  return plainText(parted)
    .split(/[^\p{L}\p{N}%€$£]+/u)
    .filter(Boolean)
}
