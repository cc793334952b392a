import type { LocalizedText } from '../../../contract'
import { inBothLanguages } from '../../figure-text'

const TOLD = 6

/** Whether a row holds the names of its columns, all of them, in another order. */
export function isShuffledHeader(names: readonly string[], row: readonly (string | null)[]): boolean {
  if (names.length < 2 || row.length !== names.length) return false
  // Most rows end here, without a look at all their cells.
  if (!row.slice(0, 2).every((cell) => cell !== null && names.includes(cell))) return false
  if (row.every((cell, place) => cell === names[place])) return false
  return (
    [...names].sort().join('\n') ===
    row
      .map((cell) => cell ?? '')
      .sort()
      .join('\n')
  )
}

/** What to tell of such a row, by its place among the rows: below it stands another export, most likely. */
export function shuffledRemark(place: number, row: readonly (string | null)[], more: boolean): LocalizedText {
  const n = inBothLanguages((format) => format(place))
  const list = row.slice(0, TOLD).join(', ') + (row.length > TOLD ? ', …' : '')
  const others = more ? { fr: ', et d’autres plus bas', en: ', and others further down' } : { fr: '', en: '' }
  return {
    fr: `La ligne ${n.fr} des données reprend les noms des colonnes dans un autre ordre (${list})${others.fr}\u202f: dessous, les valeurs sont sans doute dans cet ordre, pas sous leur nom. Coupez le fichier à cet endroit, puis ajoutez la suite comme livraison.`,
    en: `Row ${n.en} of the data holds the column names in another order (${list})${others.en}: below it, values most likely stand in that order, not under their names. Cut the file there, then add the rest as a delivery.`
  }
}
