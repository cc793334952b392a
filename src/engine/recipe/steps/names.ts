import type { ColumnInfo, LocalizedText } from '../../../contract'

/** Why some new columns cannot have their names; null where they can. DuckDB tells names apart without case. */
export function takenName(names: readonly string[], columns: readonly ColumnInfo[]): LocalizedText | null {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  for (const name of names) {
    if (taken.has(name.toLowerCase()))
      return {
        fr: `La table a déjà une colonne « ${name} » : l’étape n’est pas appliquée.`,
        en: `The table already has a column “${name}”: the step is not applied.`
      }
    taken.add(name.toLowerCase())
  }
  return null
}

/** Some names in words: the first ones, and how many more. */
export function namesInWords(names: readonly string[]): LocalizedText {
  const shown = names.slice(0, 3)
  const more = names.length - shown.length
  return {
    fr: shown.map((name) => `« ${name} »`).join(', ') + (more ? ` et ${more} ${more < 2 ? 'autre' : 'autres'}` : ''),
    en: shown.map((name) => `“${name}”`).join(', ') + (more ? ` and ${more} more` : '')
  }
}
