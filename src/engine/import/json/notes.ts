import { encodingName, type LocalizedText } from '../../../contract'
import type { Columns } from './columns'
import type { Survey } from './survey'

/** What was done to a file, in words. */
export function notesOf({ source, facts, partial }: Survey, columns: Columns | null): LocalizedText[] {
  const notes: LocalizedText[] = []
  const { encoding, undecodable, fallbackBytes } = source
  const named = encodingName(encoding)
  if (encoding !== 'utf-8') notes.push({ fr: `Encodage lu : ${named.fr}.`, en: `Encoding read: ${named.en}.` })
  if (undecodable > 0)
    notes.push({
      fr: `${undecodable} octets sans caractère dans cet encodage, remplacés par �.`,
      en: `${undecodable} bytes without a character in this encoding, replaced by �.`
    })
  if (fallbackBytes > 0)
    notes.push({
      fr: `${fallbackBytes} octets lus en Windows-1252 dans un fichier UTF-8.`,
      en: `${fallbackBytes} bytes read as Windows-1252 in a UTF-8 file.`
    })
  if (facts.strayCommas > 0)
    notes.push({
      fr: `${facts.strayCommas} virgules en trop ignorées.`,
      en: `${facts.strayCommas} stray commas ignored.`
    })
  for (const name of [...(columns?.repeated ?? [])].slice(0, 10))
    notes.push({
      fr: `« ${short(name)} » revient dans un même objet : ses autres valeurs ont une colonne de ce nom à elles.`,
      en: `“${short(name)}” comes again in the same object: its further values have a column of that name of their own.`
    })
  if (facts.faults.length)
    notes.push(
      facts.faults.length === 1
        ? { fr: '1 ligne illisible mise de côté.', en: '1 unreadable line set aside.' }
        : {
            fr: `${facts.faults.length} lignes illisibles mises de côté.`,
            en: `${facts.faults.length} unreadable lines set aside.`
          }
    )
  if (partial) notes.push({ fr: 'Seul le début du fichier a été lu.', en: 'Only the beginning of the file was read.' })
  return notes
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}
