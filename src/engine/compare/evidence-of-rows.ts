import type { Evidence } from '../../contract'
import { placedList } from '../sql'
import type { Side } from './side'

/** What stands behind the number of rows of a side. */
export function rowsEvidence(side: Side): Evidence {
  const { table, predicate, rows, label } = side
  const where = predicate === null ? '' : `\nWHERE ${predicate}`
  return {
    title: { fr: `Lignes de ${label.fr}`, en: `Rows of ${label.en}` },
    definition: { fr: 'Nombre de lignes de ce côté.', en: 'Number of rows of this side.' },
    ...populationOf(side),
    n: rows,
    sql: `SELECT count(*) AS value FROM ${table.sql}${where}`,
    rowsSql: `SELECT ${placedList(table.columns)} FROM ${table.sql}${where}`,
    columns: []
  }
}

/** The rows that the figures of a side are about. */
export function populationOf({
  label,
  words,
  filter,
  table,
  isShown,
  chosenIn,
  outside
}: Side): Pick<Evidence, 'filter' | 'applied' | 'outside' | 'chosenIn' | 'table'> {
  return {
    filter: { fr: `${label.fr} : ${words.fr}`, en: `${label.en}: ${words.en}` },
    ...(filter ? { applied: filter } : {}),
    ...(filter && outside ? { outside } : {}),
    ...(chosenIn ? { chosenIn } : {}),
    table: isShown ? table.ref : null
  }
}
