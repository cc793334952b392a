import type { Anomaly, AnomalyReport } from '../../contract'
import { matterOf, rowsAreRaw } from '../anomalies'
import { countOf } from '../figure-text'
import type { Project } from '../project'
import { tableName } from '../sql'
import type { Table } from '../tables'

/**
 * The search before a recipe without the findings on texts of the file that the search behind it cannot look at: where steps take
 * rows away or repeat some, a value that was read has no raw text at its place any more. That they are gone settles nothing; they are
 * told as not looked for.
 */
export async function withoutUnseen(
  project: Project,
  before: AnomalyReport,
  after: { table: Table; report: AnomalyReport }
): Promise<{ before: AnomalyReport; after: AnomalyReport }> {
  const { table, report } = after
  if (await rowsAreRaw(project, table)) return { before, after: report }
  const found = new Set(report.findings.flatMap((anomaly) => [anomaly.id, matterOf(anomaly) ?? anomaly.id]))
  const raw = tableName({ schema: 'raw', name: table.ref.name })
  const isUnseen = (anomaly: Anomaly): boolean =>
    anomaly.place === 'cells' && !found.has(matterOf(anomaly) ?? anomaly.id) && anomaly.sql.includes(raw)
  const unseen = before.findings.filter(isUnseen)
  if (!unseen.length) return { before, after: report }
  const count = countOf(unseen.length, ['anomalie', 'anomalies'], ['anomaly', 'anomalies'])
  const reason = {
    fr: `Le texte du fichier (unités, formes, valeurs illisibles) n’est pas regardé après la recette, dont des étapes ôtent ou répètent des lignes : ${count.fr} d’avant sans suite connue.`,
    en: `The text of the file (units, forms, unreadable values) is not looked at behind the recipe, some steps of which remove or repeat rows: what became of ${count.en} is not known.`
  }
  const skipped = { detector: 'written', table: table.ref, reason, bounded: true }
  return {
    before: { ...before, findings: before.findings.filter((anomaly) => !unseen.includes(anomaly)) },
    after: { ...report, skipped: [...report.skipped, skipped] }
  }
}
