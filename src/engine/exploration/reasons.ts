import type { LocalizedText } from '../../contract'
import { countOf, figureText } from '../figure-text'

const ROWS = [
  ['ligne', 'lignes'],
  ['row', 'rows']
] as const

/** Why a table that nobody opened is worth a look. */
export function neverOpened(rows: number): LocalizedText {
  const n = countOf(rows, ...ROWS)
  return { fr: `jamais ouverte, ${n.fr}`, en: `never opened, ${n.en}` }
}

export function holdsScores(n: number): LocalizedText {
  return countOf(
    n,
    ['note de satisfaction possible', 'notes de satisfaction possibles'],
    ['possible satisfaction score', 'possible satisfaction scores']
  )
}

export function unseen(): LocalizedText {
  return { fr: 'jamais regardée', en: 'never looked at' }
}

/** Its values were in the grid, and no figure of it was opened. */
export function onlyInView(): LocalizedText {
  return { fr: 'vue dans la grille, aucun chiffre ouvert', en: 'in view in the grid, no figure opened' }
}

/** Rows were filtered by it, and no figure of it was opened. */
export function onlyInFilter(): LocalizedText {
  return { fr: 'servie de filtre seulement, aucun chiffre ouvert', en: 'used in a filter only, no figure opened' }
}

export function scoreUnseen(): LocalizedText {
  return { fr: 'semble une note de satisfaction', en: 'looks like a satisfaction score' }
}

export function knownAnomalies(n: number): LocalizedText {
  return countOf(n, ['anomalie connue', 'anomalies connues'], ['known anomaly', 'known anomalies'])
}

/** `share` of the cells, 0 to 1. */
export function missingCells(share: number): LocalizedText {
  const n = figureText(share, 'share')
  return { fr: `${n.fr} de cellules vides`, en: `${n.en} of cells are empty` }
}

export function neverCompared(): LocalizedText {
  return { fr: 'aucune note comparée par cette colonne', en: 'no score was compared by this column' }
}

/** Nothing where the groups are made, not found. */
export function groups(n: number | null): LocalizedText[] {
  return n === null ? [] : [countOf(n, ['groupe', 'groupes'], ['group', 'groups'])]
}

export function neverApart(rows: number): LocalizedText {
  const n = countOf(rows, ...ROWS)
  return { fr: `${n.fr}, aucun regard sur ces dates`, en: `${n.en}, no look at these dates` }
}
