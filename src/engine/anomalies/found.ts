import type { Anomaly, AnomalyReport } from '../../contract'
import type { Project } from '../project'
import type { Table } from '../tables'
import { worstFirst } from './order'

/** What one table told by itself, and the checks of it that failed. */
export interface Told {
  findings: readonly Anomaly[]
  skipped: AnomalyReport['skipped']
}

/** Of the last search of a table: its day, what the table told by itself, and all that was found, with other tables too. */
interface Found {
  state: string
  day: string
  told: Told | null
  all: readonly Anomaly[]
}

const found = new WeakMap<Project, Map<string, Found>>()

/**
 * Keeps what a search found in a table, for as long as the table stays as it is: of all `findings` those that are about it, and
 * what it `told` by itself, null where that is not known apart.
 */
export function rememberFindings(
  project: Project,
  table: Table,
  { findings, told, now }: { findings: readonly Anomaly[]; told: Told | null; now: Date }
): void {
  const tables = found.get(project) ?? new Map<string, Found>()
  const known = { state: stateOf(table), day: dayOf(now), told, all: findingsOf(table, findings).sort(worstFirst) }
  found.set(project, tables.set(table.sql, known))
}

/** Those findings that are about a table. */
export function findingsOf({ ref }: Table, findings: readonly Anomaly[]): Anomaly[] {
  return findings.filter(({ table }) => table.name === ref.name && table.schema === ref.schema)
}

/** What the last search found in a table, worst first; null where it was not searched as it is now. */
export function knownFindings(project: Project, table: Table): readonly Anomaly[] | null {
  const known = found.get(project)?.get(table.sql)
  return known?.state === stateOf(table) ? known.all : null
}

/** The checks of a table that failed in its last search. */
export function knownSkipped(project: Project, table: Table): AnomalyReport['skipped'] {
  return found.get(project)?.get(table.sql)?.told?.skipped ?? []
}

/** What a table told by itself when it was searched whole, as it is now and the same day: some detectors ask what day it is. */
export function toldBefore(project: Project, table: Table, now: Date): Told | null {
  const known = found.get(project)?.get(table.sql)
  return known?.state === stateOf(table) && known.day === dayOf(now) && !known.told?.skipped.length ? known.told : null
}

/** What makes some tables and the day the same for a search. */
export function searchState(tables: readonly Table[], now: Date): string {
  return JSON.stringify([dayOf(now), ...tables.map((table) => [table.sql, stateOf(table)])])
}

function stateOf({ fingerprint, rows, columns }: Table): string {
  return JSON.stringify([fingerprint, rows, columns])
}

/** The calendar day of a moment, here. */
function dayOf(now: Date): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join('-')
}
