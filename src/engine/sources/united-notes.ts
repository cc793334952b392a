import type { LocalizedText } from '../../contract'
import { fileLabel } from './file-label'
import type { LoadedPart } from './loaded'

const NAMED = 3

/** Notes on files put together, each told once with the files that it is about, where these are not all of them. */
export function unitedNotes(parts: readonly Pick<LoadedPart, 'file' | 'report'>[]): LocalizedText[] {
  const told = new Map<string, { note: LocalizedText; files: string[] }>()
  for (const { file, report } of parts)
    for (const note of report.notes) {
      const known = told.get(note.fr) ?? { note, files: [] }
      if (known.files.at(-1) !== fileLabel(file)) known.files.push(fileLabel(file))
      told.set(note.fr, known)
    }
  return [...told.values()].map(({ note, files }) => (files.length === parts.length ? note : about(files, note)))
}

function about(files: readonly string[], { fr, en }: LocalizedText): LocalizedText {
  const more = files.length - NAMED
  const named = files.slice(0, NAMED)
  return {
    fr: `${named.map((name) => `« ${name} »`).join(', ')}${more > 0 ? ` et ${more} de plus` : ''} : ${fr}`,
    en: `${named.map((name) => `“${name}”`).join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${en}`
  }
}
