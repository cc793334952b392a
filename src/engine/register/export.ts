import { ANOMALY_KIND_WORDS, frenchSpaces, type LocalizedText, type RegisterEntry } from '../../contract'
import type { Project } from '../project'
import { csvText, frenchText } from '../tables'
import { listRegister } from './list'
import { DIMENSION_WORDS, SEVERITY_WORDS, standingWords } from './words'

const COLUMNS: readonly [
  LocalizedText,
  (entry: RegisterEntry, say: (words: LocalizedText) => string, number: (value: number) => string) => string
][] = [
  [{ fr: 'état', en: 'state' }, (entry, say) => say(standingWords(entry))],
  [{ fr: 'trouvée', en: 'found' }, ({ found }, say) => say(found ? { fr: 'oui', en: 'yes' } : { fr: 'n’est plus trouvée', en: 'no longer found' })], // prettier-ignore
  [{ fr: 'changée depuis la décision', en: 'changed since decision' }, ({ changes }, say) => changes.map(say).join(' ')], // prettier-ignore
  [{ fr: 'gravité', en: 'severity' }, ({ anomaly }, say) => say(SEVERITY_WORDS[anomaly.severity])],
  [{ fr: 'nature', en: 'kind' }, ({ anomaly }, say) => say(ANOMALY_KIND_WORDS[anomaly.kind])],
  [{ fr: 'qualité touchée', en: 'quality at stake' }, ({ anomaly }, say) => say(DIMENSION_WORDS[anomaly.dimension])],
  [{ fr: 'table', en: 'table' }, ({ anomaly }) => anomaly.table.name],
  [{ fr: 'colonnes', en: 'columns' }, ({ anomaly }) => anomaly.columns.join(' | ')],
  [{ fr: 'anomalie', en: 'anomaly' }, ({ anomaly }, say) => say(anomaly.message)],
  [{ fr: 'lignes', en: 'rows' }, ({ anomaly }) => String(anomaly.rows)],
  [{ fr: 'sur', en: 'of' }, ({ anomaly }) => String(anomaly.evidence.n ?? '')],
  [{ fr: 'cellules', en: 'cells' }, ({ anomaly }) => String(anomaly.cells)],
  [{ fr: 'confiance', en: 'confidence' }, ({ anomaly }, _, number) => number(anomaly.confidence)],
  [{ fr: 'responsable', en: 'owner' }, ({ verdict }) => verdict.owner],
  [{ fr: 'raison', en: 'reason' }, ({ verdict }) => verdict.reason],
  [{ fr: 'décidée le', en: 'decided on' }, ({ verdict }) => verdict.decided?.at ?? ''],
  [{ fr: 'décidée par', en: 'decided by' }, ({ verdict }) => verdict.decided?.by ?? ''],
  [{ fr: 'commentaires', en: 'comments' }, ({ verdict }) => verdict.comments.map(({ at, by, text }) => `${[at, by].filter(Boolean).join(' ')} : ${text}`).join('\n')], // prettier-ignore
  [{ fr: 'constat', en: 'finding' }, ({ finding }) => finding?.title ?? ''],
  [{ fr: 'trouvée la première fois', en: 'first found' }, ({ firstAt }) => firstAt],
  [{ fr: 'trouvée en dernier', en: 'last found' }, ({ lastAt }) => lastAt],
  [{ fr: 'identifiant', en: 'id' }, ({ anomaly }) => anomaly.id],
  [{ fr: 'requête', en: 'query' }, ({ anomaly }) => anomaly.sql]
]

/** A spreadsheet cell holds at most so many characters. */
const MOST_TEXT = 32_000

/** The register as a CSV for a spreadsheet: what was found, what was decided, and the query of the rows. */
export async function exportRegister(
  project: Project,
  { ids, language }: { ids?: readonly string[]; language: 'fr' | 'en' }
): Promise<{ name: string; text: string }> {
  const { entries } = await listRegister(project)
  const byId = new Map(entries.map((entry) => [entry.anomaly.id, entry]))
  const chosen = ids ? ids.flatMap((id) => byId.get(id) ?? []) : entries
  const say = (words: LocalizedText): string => (language === 'fr' ? frenchSpaces(words.fr) : words.en)
  const number = (value: number): string => (language === 'fr' ? frenchText(String(value), 'DOUBLE') : String(value))
  const lines = [
    COLUMNS.map(([name]) => say(name)),
    ...chosen.map((entry) => COLUMNS.map(([, cell]) => cell(entry, say, number).slice(0, MOST_TEXT)))
  ]
  return {
    name: `${project.name}-${language === 'fr' ? 'anomalies-registre' : 'anomaly-register'}.csv`,
    text: csvText(lines, language === 'fr' ? 'csv_fr' : 'csv')
  }
}
