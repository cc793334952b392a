import type { LocalizedText } from '../../../contract'

/** `="00012"`: a text as a formula, by which an export keeps Excel from reading it as a number. */
const FORMULA = /^="([^"]*)"$/
const TOLD = 5

/** What to tell of columns whose texts are written as formulas: they are kept so, and read as they stand. */
export function formulaRemarks(
  columns: readonly { name: string; values: readonly (string | null)[] }[]
): LocalizedText[] {
  const found = columns.flatMap(({ name, values }) => {
    const example = values.find((value) => value !== null && FORMULA.test(value))
    return example ? [{ name, example }] : []
  })
  const [first] = found
  if (!first) return []
  const more = found.length - TOLD
  const names = found.slice(0, TOLD).map(({ name }) => name)
  const list = [names.map((name) => `«\u202f${name}\u202f»`).join(', '), names.map((name) => `“${name}”`).join(', ')]
  const bare = FORMULA.exec(first.example)?.[1] ?? ''
  return [
    {
      fr: `Valeurs écrites comme des formules d’Excel (${first.example} pour ${bare}), gardées telles quelles\u202f: ${list[0]}${more > 0 ? ` et ${more} de plus` : ''}. Remplacez ces signes dans la préparation pour n’avoir que le texte.`,
      en: `Values written as formulas of Excel (${first.example} for ${bare}), kept as they are: ${list[1]}${more > 0 ? ` and ${more} more` : ''}. Replace these signs in the recipe to have the text alone.`
    }
  ]
}
