import { randomUUID } from 'node:crypto'
import { Evidence, Filter, type Finding, type PinRequest, type StoredFinding } from '../../contract'
import { fail } from '../errors'
import type { ChangeScope, Project } from '../project'
import { gateSelect } from '../tables'
import { computeFigure } from './compute'
import { filteredEvidence } from './filtered'
import { withState } from './list'
import { fingerprintOf, followedTables, tableStates } from './read-tables'

/**
 * Pins a figure as a finding. The queries may come from anyone: both pass the SELECT gate, the figure is what the
 * query answers now, and the rows' query must be one that DuckDB can bind. `also` is kept in the same change.
 */
export async function pinFinding(
  project: Project,
  request: PinRequest,
  signal?: AbortSignal,
  also?: (scope: ChangeScope, id: string) => Promise<void>
): Promise<Finding> {
  const { title, note = '', kind, unit = 'number', interval = null, text } = request
  const asked = Evidence.parse(request.evidence)
  const filter = Filter.parse(request.filter ?? {})
  const evidence = filter.all.length ? await filteredEvidence(project, asked, filter) : asked
  const figure = await computeFigure(project, evidence.sql, { unit, interval, text }, signal)
  await checkRowsQuery(project, evidence.rowsSql, signal)
  const tables = await tableStates(project, await followedTables(project, evidence.sql, { kind, evidence }))
  if (!tables.length) throw noTable(evidence.sql)
  const now = new Date().toISOString()
  const finding: StoredFinding = {
    id: randomUUID(),
    title,
    note,
    kind,
    figure,
    evidence: { ...evidence, n: figure.n ?? evidence.n },
    fingerprint: fingerprintOf(tables),
    tables,
    createdAt: now,
    computedAt: now
  }
  await project.change(
    { fr: `Épingler le constat «\u00a0${title}\u00a0»`, en: `Pin the finding “${title}”` },
    async (scope) => {
      await scope.put('finding', finding.id, finding)
      await also?.(scope, finding.id)
    }
  )
  return only(await withState(project, [finding]))
}

/** Refuses a rows query that is not one SELECT on what the project has. */
export async function checkRowsQuery(project: Project, sql: string | null, signal?: AbortSignal): Promise<void> {
  if (sql === null) return
  const inner = await gateSelect(project, sql, signal)
  await project.rows(`SELECT count(*) AS n FROM (SELECT 1 FROM (${inner}\n) LIMIT 0)`, { signal })
}

/** The one finding of a list made from one. */
export function only(findings: readonly Finding[]): Finding {
  const [finding] = findings
  if (!finding) throw new Error('a finding was expected')
  return finding
}

function noTable(sql: string): Error {
  return fail(
    'input',
    {
      fr: 'Cette requête ne lit aucune table du projet\u00a0: elle ne prouve rien sur les données.',
      en: 'This query reads no table of the project: it proves nothing about the data.'
    },
    { sql }
  )
}
