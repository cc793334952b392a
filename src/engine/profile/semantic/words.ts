import { plainText } from '../../import'

export { plainText }

/** The words of a column name: `dateDébut`, `date_debut` and `Date début` all give `date`, `debut`. */
export function wordsOf(name: string): string[] {
  const parted = name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
  return plainText(parted)
    .split(/[^\p{L}\p{N}%€$£]+/u)
    .filter(Boolean)
}
