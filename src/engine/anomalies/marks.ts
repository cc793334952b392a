import type { AnomalyMarks, RowSource, VerdictState } from '../../contract'
import type { Project } from '../project'
import { resolveTable, rowidsOf } from '../tables'
import { knownFindings } from './found'

/** Most findings whose cells are looked for: the worst ones. */
const MOST_FINDINGS = 60

/** The cells of one page of rows that the findings of its table cover; those that were dismissed are left out. */
export async function marksOf(
  project: Project,
  { source, offset, limit }: { source: RowSource; offset: number; limit: number },
  stateOf: (id: string) => VerdictState = () => 'to_see',
  signal?: AbortSignal
): Promise<AnomalyMarks> {
  const unknown: AnomalyMarks = { known: false, findings: [], cells: [] }
  if (source.kind !== 'table') return unknown
  const table = await resolveTable(project, source.table)
  const findings = knownFindings(project, table)
    ?.filter(({ id }) => stateOf(id) !== 'dismissed')
    .slice(0, MOST_FINDINGS)
  if (!findings) return unknown
  const told = findings.map(({ id, severity, message }) => ({
    id,
    severity,
    message,
    accepted: stateOf(id) !== 'to_see'
  }))
  const rowids = await rowidsOf(project, table, source, { offset, limit }, signal)
  if (!rowids?.length || !findings.length) return { known: true, findings: told, cells: [] }
  const places = new Map(rowids.map((rowid, place) => [rowid, offset + place]))
  const parts = findings.map(
    ({ cellsSql, columns }, place) =>
      `SELECT DISTINCT "row", ${columns.length ? '"col"' : '-1'} AS "col", ${place} AS finding FROM (${cellsSql}\n) WHERE "row" IN (${rowids.join(', ')})`
  )
  const rows = await project.rows<{ row: number; col: number; finding: number }>(parts.join('\nUNION ALL\n'), {
    signal
  })
  const cells = rows.map(({ row, col, finding }) => ({ row: places.get(row) ?? -1, column: col, finding }))
  return { known: true, findings: told, cells: cells.sort((a, b) => a.finding - b.finding) }
}
