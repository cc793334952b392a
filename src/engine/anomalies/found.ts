import type { Anomaly } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'
import { worstFirst } from './order'

type Found = { state: string; findings: readonly Anomaly[] }
const found = new WeakMap<Project, Map<string, Found>>()

/** Keeps what a search found in a table, for as long as the table stays as it is. */
export function rememberFindings(project: Project, table: Table, findings: readonly Anomaly[]): void {
  const tables = found.get(project) ?? new Map<string, Found>()
  found.set(project, tables.set(table.sql, { state: stateOf(table), findings: [...findings].sort(worstFirst) }))
}

/** What the last search found in a table, worst first; null where it was not searched as it is now. */
export function knownFindings(project: Project, table: Table): readonly Anomaly[] | null {
  const known = found.get(project)?.get(table.sql)
  return known?.state === stateOf(table) ? known.findings : null
}

function stateOf({ fingerprint, rows, columns }: Table): string {
  return JSON.stringify([fingerprint, rows, columns])
}
