import { StoredVerdict } from '../../contract'
import type { Project } from '../project'

/** What was decided so far, by the id of the anomaly. */
export async function readVerdicts(project: Project): Promise<Map<string, StoredVerdict>> {
  return new Map((await project.list('verdict', StoredVerdict)).map((verdict) => [verdict.id, verdict]))
}

/** The verdict on an anomaly that nobody looked at yet. */
export function noVerdict(id: string, message: StoredVerdict['message']): StoredVerdict {
  return { id, message, state: 'to_see', reason: '', owner: '', comments: [], decided: null, finding: null, steps: [] }
}
