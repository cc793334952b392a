import type { NarrowedAnomaly, NarrowRequest } from '../../contract'
import type { Project } from '../project'
import { filterInWords, filterPredicate } from '../sql'
import { gateSelect, resolveTable } from '../tables'

/**
 * Of the rows of an anomaly, those that a filter on its table keeps, in their order and with their places first: nothing is looked for anew. Their cells are
 * those that the search named; `n` is the rows that the filter keeps of the whole table. The queries pass the SELECT gate.
 */
export async function narrowAnomaly(
  project: Project,
  { anomaly, filter }: NarrowRequest,
  signal?: AbortSignal
): Promise<NarrowedAnomaly> {
  const table = await resolveTable(project, anomaly.table)
  const predicate = filterPredicate(filter, table.columns)
  const [all, cells] = [
    await gateSelect(project, anomaly.sql, signal),
    await gateSelect(project, anomaly.cellsSql, signal)
  ]
  const kept = `SELECT rowid FROM ${table.sql} WHERE ${predicate}`
  // By the place of each row: a query of an anomaly may show a column otherwise than its table, and orders its rows.
  const within = (rows: string): string => `FROM (\n${rows}\n) AS found\nWHERE rowid IN (${kept})`
  const sql = `SELECT rowid, * EXCLUDE (rowid, "~order")\n${within(`SELECT *, row_number() OVER () AS "~order" FROM (\n${all}\n)`)}\nORDER BY "~order"`
  const [counted] = await project.rows<{ rows: number; of: number; cells: number; n: number }>(
    `SELECT (SELECT count(*) ${within(all)}) AS "rows", (SELECT count(*) FROM (\n${all}\n)) AS "of", (SELECT count(*) FROM (\n${cells}\n) WHERE "row" IN (${kept})) AS cells, (SELECT count(*) FROM (${kept})) AS n`,
    { signal }
  )
  const { rows = 0, of = 0, n = 0 } = counted ?? {}
  const words = filterInWords(filter)
  const name = filter.named?.name
  const where =
    name === undefined
      ? { fr: `où ${words.fr}`, en: `where ${words.en}` }
      : { fr: `dans « ${name} »`, en: `in “${name}”` }
  const { title, definition } = anomaly.evidence
  return {
    rows,
    of,
    cells: counted?.cells ?? 0,
    n,
    sql,
    evidence: {
      ...anomaly.evidence,
      title: {
        fr: `${title.fr}, dont ${rows.toLocaleString('fr-FR')} sur ${of.toLocaleString('fr-FR')} ${where.fr}`,
        en: `${title.en}, ${rows.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} ${where.en}`
      },
      definition: { fr: `${definition.fr} ${SEARCHED.fr}`, en: `${definition.en} ${SEARCHED.en}` },
      n,
      filter: words,
      applied: filter,
      sql: `SELECT (SELECT count(*) ${within(all)}) AS value, count(*) AS n\nFROM ${table.sql}\nWHERE ${predicate}`,
      rowsSql: sql
    }
  }
}

const SEARCHED = {
  fr: 'Cherchée dans toutes les lignes de la table ; de celles qui sont concernées, seules comptent ici celles que le filtre garde.',
  en: 'Looked for in all rows of the table; of those concerned, only those that the filter keeps count here.'
}
