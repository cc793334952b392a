import type { ColumnReading, LocalizedText } from '../../contract'
import { readingInWords } from '../import'
import { fileLabel } from './file-label'
import type { LoadedPart } from './loaded'

const MOST_COLUMNS = 10
const MOST_FILES = 2
const MOST_WAYS = 4

/** Why columns of files put together stay text, or how they are read though the files differ: those files that were read in another way each, in words. */
export function textsOfMany(
  parts: readonly Pick<LoadedPart, 'file' | 'columns'>[],
  renames: readonly ReadonlyMap<string, string>[],
  columns: readonly ColumnReading[]
): LocalizedText[] {
  const notes = columns.flatMap(({ name, type, reading }) => {
    const isRead = reading?.kind === 'number' && reading.point === true
    if (!isRead && (type !== 'VARCHAR' || (reading && reading.kind !== 'text'))) return []
    const ways = new Map<string, { words: LocalizedText; files: string[] }>()
    for (const [place, { file, columns: own }] of parts.entries()) {
      const column = own.find((one) => (renames[place]?.get(one.name) ?? one.name) === name)
      const words = (column?.reading && readingInWords(column.reading)) ?? TEXT
      const way = ways.get(words.fr) ?? { words, files: [] }
      way.files.push(fileLabel(file))
      ways.set(words.fr, way)
    }
    return ways.size > 1 ? [noteOn(name, [...ways.values()], isRead)] : []
  })
  const more = notes.length - MOST_COLUMNS
  return more > 0 ? [...notes.slice(0, MOST_COLUMNS), moreNote(more)] : notes
}

const TEXT: LocalizedText = { fr: 'texte', en: 'text' }

function noteOn(
  name: string,
  ways: readonly { words: LocalizedText; files: readonly string[] }[],
  isRead: boolean
): LocalizedText {
  const shown = ways.slice(0, MOST_WAYS)
  const cut = ways.length > MOST_WAYS
  const fr = shown.map(({ words, files }) => `${named(files, 'fr')}\u202f: ${words.fr}`).join('\u202f; ')
  const en = shown.map(({ words, files }) => `${named(files, 'en')}: ${words.en}`).join('; ')
  const told = isRead
    ? {
        fr: `est lu comme nombre dans les deux écritures, ses textes gardés`,
        en: `is read as a number in both ways of writing, its texts kept`
      }
    : { fr: 'reste du texte', en: 'stays text' }
  return {
    fr: `«\u202f${name}\u202f» ${told.fr}\u202f: les fichiers ne l’écrivent pas de la même façon (${fr}${cut ? '\u202f; …' : ''}).`,
    en: `“${name}” ${told.en}: the files do not write it in the same way (${en}${cut ? '; …' : ''}).`
  }
}

function named(files: readonly string[], language: 'fr' | 'en'): string {
  const list = files.slice(0, MOST_FILES).map((name) => (language === 'fr' ? `«\u202f${name}\u202f»` : `“${name}”`))
  const more = files.length - list.length
  return list.join(', ') + (more > 0 ? (language === 'fr' ? ` et ${more} de plus` : ` and ${more} more`) : '')
}

function moreNote(more: number): LocalizedText {
  return more === 1
    ? { fr: 'Une autre colonne reste du texte ainsi.', en: 'One other column stays text so.' }
    : { fr: `${more} autres colonnes restent du texte ainsi.`, en: `${more} other columns stay text so.` }
}
