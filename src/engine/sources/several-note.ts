import type { LocalizedText } from '../../contract'
import type { LoadedPart } from './loaded'

/** Tells that tables which stand one below the other in a text or a sheet are each loaded as one of their own. */
export function severalNote(tables: readonly LoadedPart[]): LocalizedText[] {
  if (tables.length < 2) return []
  const isText = tables[0]?.file.format === 'delimited'
  return [
    {
      fr: `${isText ? 'Le fichier' : 'La feuille'} contient ${tables.length} tableaux\u202f: chacun est une table.`,
      en: `The ${isText ? 'file' : 'sheet'} holds ${tables.length} tables: each is loaded as its own.`
    }
  ]
}
