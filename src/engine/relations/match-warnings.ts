import type { LocalizedText, MatchReport } from '../../contract'
import { countOf } from '../figure-text'
import type { MatchAsked } from './match-asked'

type Counted = Pick<MatchReport, 'none' | 'missing' | 'one' | 'several' | 'leftRows' | 'rowsAfter' | 'nearRows'>

/** What to know before a join is applied, the gravest first. */
export function matchWarnings(counted: Counted, { how, normalise }: MatchAsked): LocalizedText[] {
  const { none, missing, one, several, leftRows, rowsAfter, nearRows } = counted
  const warnings: LocalizedText[] = []
  if (leftRows && !one && !several)
    warnings.push({
      fr: 'Aucune ligne ne trouve de correspondance : vérifiez les colonnes.',
      en: 'No row finds a match: check the columns.'
    })
  if (several) {
    const [rows, after] = [rowsOf(several), rowsOf(rowsAfter)]
    warnings.push({
      fr: `${rows.fr} ont plusieurs correspondances et seraient répétées : la table compterait ${after.fr}. Les sommes et les moyennes en seraient faussées.`,
      en: `${rows.en} with several matches would be repeated: the table would hold ${after.en}. Sums and means would be distorted.`
    })
  }
  if (how === 'inner' && none) {
    const rows = rowsOf(none)
    const keyless = missing ? rowsOf(missing) : null
    warnings.push({
      fr: `${rows.fr} sans correspondance${keyless ? `, dont ${keyless.fr} sans valeur de clé,` : ''} disparaîtraient de la table.`,
      en: `${rows.en} without a match${keyless ? `, ${keyless.en} of them without a key value,` : ''} would leave the table.`
    })
  }
  if (nearRows) {
    const rows = rowsOf(nearRows)
    warnings.push({
      fr: `${rows.fr} ${normalise ? 'correspondraient aux accents près' : 'correspondraient à l’écriture près (espaces, casse, zéros de tête ou accents)'}.`,
      en: `${rows.en} would match ${normalise ? 'but for accents' : 'but for how they are written (spaces, case, leading zeros or accents)'}.`
    })
  }
  return warnings
}

function rowsOf(n: number): LocalizedText {
  return countOf(n, ['ligne', 'lignes'], ['row', 'rows'])
}
