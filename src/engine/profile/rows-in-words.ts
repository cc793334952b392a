import type { LocalizedText, Sampled } from '../../contract'

/** The rows that a figure is about, in words. */
export function rowsInWords(sampled: Sampled | null): LocalizedText {
  if (!sampled) return ALL_ROWS
  const [fr, en] = ['fr-FR', 'en-GB'].map((locale) => (n: number) => n.toLocaleString(locale))
  return {
    fr: `Échantillon de ${fr?.(sampled.n)} lignes sur ${fr?.(sampled.of)}`,
    en: `Sample of ${en?.(sampled.n)} rows out of ${en?.(sampled.of)}`
  }
}

const ALL_ROWS: LocalizedText = { fr: 'Toutes les lignes', en: 'All rows' }
