import type { Anomaly } from '../../../contract'
import { knownFindings, SURE } from '../../anomalies'
import { hidesRowid, ident } from '../../sql'
import type { Known } from './proposal'

/** What the search for anomalies says of single cells of a column; null where the table was not searched. */
export function toldOf({ project, table }: Pick<Known, 'project' | 'table'>, column: string): Anomaly[] | null {
  // Where a column is called rowid, findings know rows by no place that a query could leave out.
  const findings = hidesRowid(table.columns) ? null : knownFindings(project, table)
  return findings && findings.filter(({ place, columns, kind, rows }) => place === 'cells' && columns.length === 1 && columns[0] === column && kind !== 'missing' && rows > 0) // prettier-ignore
}

/** The rows whose cell of a column is likelier wrong than right, as `SELECT rowid, value`; null where there are none. */
export function doubtfulSql(column: string, told: readonly Anomaly[] | null): string | null {
  const sure = (told ?? []).filter(({ confidence }) => confidence >= SURE)
  const cells = sure.map(({ sql }) => `SELECT rowid, ${ident(column)} AS value FROM (${sql}\n)`)
  return cells.length ? cells.join('\nUNION\n') : null
}
