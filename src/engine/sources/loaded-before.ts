import type { LocalizedText, Source } from '../../contract'
import type { LoadedPart } from './loaded'
import { twinOf } from './twin'

/** Tells, of a file that became a new table, the table that holds the rows of the very same bytes. */
export function loadedBefore(sources: readonly Source[], { file }: Pick<LoadedPart, 'file'>): LocalizedText[] {
  const twin = sources.find((source) => twinOf(source, file)?.present)
  if (!twin) return []
  const { name } = twin.table
  return [
    {
      fr: `Même contenu (SHA-256) que celui de la table « ${name} » : ces lignes sont deux fois dans le projet.`,
      en: `Same content (SHA-256) as that of the table “${name}”: these rows are in the project twice.`
    }
  ]
}
