import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import type { Classes } from './values'

/**
 * The DuckDB type of a column by the storage classes of its values, which SQLite lets differ from row to row: one class has
 * its type, integers and reals are numbers together as long as a double holds them all, every other mixture is text. A column
 * without values has the type that its declaration hints at (https://www.sqlite.org/datatype3.html, 3.1).
 */
export function ownTypeOf({ integers, large, reals, texts, blobs }: Classes, declared: string): string {
  const kinds = [integers + reals, texts, blobs].filter((count) => count > 0).length
  if (kinds === 0) return hintedType(declared)
  if (kinds > 1 || texts) return 'VARCHAR'
  if (blobs) return 'BLOB'
  if (!reals) return 'BIGINT'
  return large ? 'VARCHAR' : 'DOUBLE'
}

/** What was met beside the values of one kind; nothing for a column of one class. */
export function mixtureNote(name: string, classes: Classes): LocalizedText[] {
  const { integers, reals, texts, blobs } = classes
  const counts = [
    ...counted(integers, ['entier', 'entiers'], ['integer', 'integers']),
    ...counted(reals, ['réel', 'réels'], ['real', 'reals']),
    ...counted(texts, ['texte', 'textes'], ['text', 'texts']),
    ...counted(blobs, ['valeur binaire', 'valeurs binaires'], ['binary value', 'binary values'])
  ]
  if (counts.length < 2) return []
  const list = { fr: counts.map(({ fr }) => fr).join(', '), en: counts.map(({ en }) => en).join(', ') }
  if (ownTypeOf(classes, '') === 'DOUBLE')
    return [
      {
        fr: `« ${name} » mêle ${list.fr} : tous lus comme nombres réels, sans perte.`,
        en: `“${name}” mixes ${list.en}: all read as real numbers, without loss.`
      }
    ]
  const hex = blobs ? { fr: ' (les valeurs binaires en hexadécimal)', en: ' (binary values in hexadecimal)' } : null
  return [
    {
      fr: `« ${name} » mêle ${list.fr} : prises comme texte${hex?.fr ?? ''}, ses valeurs sont lues comme celles d’un fichier texte.`,
      en: `“${name}” mixes ${list.en}: its values are taken as text${hex?.en ?? ''} and read like those of a text file.`
    }
  ]
}

function hintedType(declared: string): string {
  if (/int/i.test(declared)) return 'BIGINT'
  if (/char|clob|text/i.test(declared)) return 'VARCHAR'
  if (/blob/i.test(declared)) return 'BLOB'
  return /real|floa|doub/i.test(declared) ? 'DOUBLE' : 'VARCHAR'
}

function counted(count: number, fr: readonly [string, string], en: readonly [string, string]): LocalizedText[] {
  return count ? [countOf(count, fr, en)] : []
}
