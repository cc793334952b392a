import type { LocalizedText, StoredVerdict } from '../../contract'
import { isWorse, matterOf } from '../anomalies'
import { inBothLanguages } from '../figure-text'
import { holdsNothingNew, isSameDigest } from './digest'
import type { Sighting } from './sightings'
import { SEVERITY_WORDS } from './words'

/** What is different now from what was decided on, in words; empty where the decision still stands, or nothing is found any more. */
export function changesSince(verdict: StoredVerdict, { anomaly, found, ...sighting }: Sighting): LocalizedText[] {
  const { decided, state } = verdict
  // Decided under another name, it was of other columns.
  const digest = verdict.id === anomaly.id ? sighting.digest : null
  if (!decided || !found) return []
  const { seen } = decided
  // Rows that went, by one's own recipe mostly, are no reason to look again at what was found to be no fault; that it weighs more now is one.
  const isLess = anomaly.rows <= seen.rows && !isWorse(anomaly.severity, seen.severity)
  if (state === 'dismissed' && isLess && holdsNothingNew(digest, seen.digest)) return []
  const changes: LocalizedText[] = []
  if (state === 'repaired')
    changes.push({
      fr: 'Marquée réparée, mais la dernière recherche la trouve.',
      en: 'Marked as repaired, but the last search finds it.'
    })
  if (seen.rows !== anomaly.rows) changes.push(counts(seen.rows, anomaly.rows, 'lignes', 'rows'))
  else if (seen.cells !== anomaly.cells && matterOf(anomaly) === null)
    changes.push(counts(seen.cells, anomaly.cells, 'cellules', 'cells'))
  else if (seen.digest !== null && digest !== null && !isSameDigest(seen.digest, digest))
    changes.push({ fr: 'Autant de lignes, mais d’autres valeurs.', en: 'As many rows, but other values.' })
  if (seen.severity !== anomaly.severity) {
    const [before, after] = [SEVERITY_WORDS[seen.severity], SEVERITY_WORDS[anomaly.severity]]
    changes.push({ fr: `Gravité : ${after.fr}, ${before.fr} alors.`, en: `Severity: ${after.en}, ${before.en} then.` })
  }
  return changes
}

function counts(before: number, after: number, fr: string, en: string): LocalizedText {
  const said = inBothLanguages((format) => [format(before), format(after)] as const)
  return {
    fr: `${said.fr[1]} ${fr} maintenant, ${said.fr[0]} lors de la décision.`,
    en: `${said.en[1]} ${en} now, ${said.en[0]} when it was decided.`
  }
}
