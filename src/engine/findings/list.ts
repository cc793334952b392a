import { StoredFinding, type Finding } from '../../contract'
import { filterChange } from '../filters'
import type { Project } from '../project'
import { ruleChange } from '../rules'
import { changesSince } from './changes'
import { tableStates } from './read-tables'

/** All findings in the order of pinning, each told whether the data changed since its figure was computed. */
export async function listFindings(project: Project): Promise<Finding[]> {
  return withState(project, await project.list('finding', StoredFinding))
}

/** Findings with what changed under them since, the named filter and the rule that they are about included; each table is looked at once. */
export async function withState(project: Project, stored: readonly StoredFinding[]): Promise<Finding[]> {
  const refs = stored.flatMap(({ tables }) => tables.map(({ table }) => table))
  const now = await tableStates(project, refs)
  return Promise.all(
    stored.map(async (finding) => {
      const filter = await filterChange(project, finding.evidence.applied)
      const rule = await ruleChange(project, finding.evidence.rule)
      const changes = [...changesSince(finding.tables, now), ...(filter ? [filter] : []), ...(rule ? [rule] : [])]
      return { ...finding, stale: changes.length > 0, changes }
    })
  )
}
