import type { ColumnReading, LocalizedText } from '../../../contract'
import { formulaText } from '../types'

const TOLD = 5

/** What to tell of columns, given some of the texts of each, that are written as formulas (`="00012"`): those read without these signs, and those read as they stand. */
export function formulaRemarks(
  columns: readonly Pick<ColumnReading, 'name' | 'reading'>[],
  texts: readonly (readonly (string | null)[])[]
): LocalizedText[] {
  const found = columns.flatMap(({ name, reading }, place) => {
    const example = texts[place]?.find((value) => value !== null && formulaText(value) !== null)
    return example ? [{ name, example, isRead: reading?.kind === 'formula' }] : []
  })
  return [
    ...remark(
      found.filter(({ isRead }) => isRead),
      READ
    ),
    ...remark(
      found.filter(({ isRead }) => !isRead),
      KEPT
    )
  ]
}

const READ: Words = {
  fr: (example, bare) => `Valeurs écrites comme des formules d’Excel, lues sans ces signes, texte d’origine gardé (${example} donne ${bare})`, // prettier-ignore
  en: (example, bare) => `Values written as formulas of Excel, read without these signs, their first text kept (${example} gives ${bare})` // prettier-ignore
}
const KEPT: Words = {
  fr: (example, bare) => `Valeurs écrites comme des formules d’Excel, gardées telles quelles (${example} pour ${bare})`,
  en: (example, bare) => `Values written as formulas of Excel, kept as they are (${example} for ${bare})`
}

interface Words {
  fr: (example: string, bare: string) => string
  en: (example: string, bare: string) => string
}

function remark(found: readonly { name: string; example: string }[], words: Words): LocalizedText[] {
  const [first] = found
  if (!first) return []
  const more = found.length - TOLD
  const names = found.slice(0, TOLD).map(({ name }) => name)
  const bare = formulaText(first.example) ?? ''
  const [fr, en] = [
    names.map((name) => `«\u202f${name}\u202f»`).join(', '),
    names.map((name) => `“${name}”`).join(', ')
  ]
  return [
    {
      fr: `${words.fr(first.example, bare)}\u202f: ${fr}${more > 0 ? ` et ${more} de plus` : ''}.`,
      en: `${words.en(first.example, bare)}: ${en}${more > 0 ? ` and ${more} more` : ''}.`
    }
  ]
}
