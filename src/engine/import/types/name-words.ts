import { plainText } from './plain-text'

/** The words of a column name in plain letters: `dateMaj`, `date_maj` and `Date màj` all give `date`, `maj`. */
export function nameWords(name: string): string[] {
  return plainText(name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')).split(/[^\p{L}\p{N}]+/u)
}
