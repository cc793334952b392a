import type { LocalizedText, Source } from '../../contract'
import type { LoadedPart } from './loaded'

/** Tells, of a file that became a new table, the table that the very same bytes made before. */
export function loadedBefore(sources: readonly Source[], { file }: Pick<LoadedPart, 'file'>): LocalizedText[] {
  const twin = sources.find(({ deliveries }) =>
    deliveries.some(({ files }) =>
      files.some(({ sha256, part }) => sha256 === file.sha256 && JSON.stringify(part) === JSON.stringify(file.part))
    )
  )
  if (!twin) return []
  const { name } = twin.table
  return [
    {
      fr: `Même contenu (SHA-256) que celui de la table « ${name} » : ces lignes sont deux fois dans le projet.`,
      en: `Same content (SHA-256) as that of the table “${name}”: these rows are in the project twice.`
    }
  ]
}
