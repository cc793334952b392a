import { StoredVerdict, type Anomaly } from '../../contract'
import { matterOf } from '../anomalies'
import type { Project } from '../project'

/** An anomaly that was seen, and whether the last search still found it. */
interface Seen {
  anomaly: Anomaly
  found: boolean
}

/** What was decided so far, by the id of the anomaly that it was decided on. */
export async function storedVerdicts(project: Project): Promise<Map<string, StoredVerdict>> {
  return new Map((await project.list('verdict', StoredVerdict)).map((verdict) => [verdict.id, verdict]))
}

/**
 * What was decided so far, by the id of each anomaly that it is about: one found for the first time that is the same matter as
 * one no longer found has its verdict, which keeps the id that it was decided under.
 */
export async function readVerdicts(
  project: Project,
  sightings: ReadonlyMap<string, Seen>
): Promise<Map<string, StoredVerdict>> {
  const verdicts = await storedVerdicts(project)
  const gone = new Map<string, StoredVerdict>()
  for (const { anomaly, found } of sightings.values()) {
    const matter = matterOf(anomaly)
    const verdict = verdicts.get(anomaly.id)
    if (matter === null || found || !verdict) continue
    const known = gone.get(matter)
    if (!known || (known.decided?.at ?? '') < (verdict.decided?.at ?? '')) gone.set(matter, verdict)
  }
  for (const { anomaly, found } of gone.size ? sightings.values() : []) {
    const verdict = gone.get(matterOf(anomaly) ?? '')
    if (found && verdict && !verdicts.has(anomaly.id)) verdicts.set(anomaly.id, verdict)
  }
  return verdicts
}

/** The ids of what is no longer found as it was, but is as another part of the same matter: by its verdict, or undecided. */
export function renamed(
  sightings: ReadonlyMap<string, Seen>,
  verdicts: ReadonlyMap<string, StoredVerdict>
): ReadonlySet<string> {
  const present = new Set(
    [...sightings.values()].flatMap(({ anomaly, found }) => (found ? (matterOf(anomaly) ?? []) : []))
  )
  const followed = new Set([...verdicts].flatMap(([id, verdict]) => (verdict.id === id ? [] : [verdict.id])))
  return new Set(
    [...sightings].flatMap(([id, { anomaly, found }]) =>
      !found && present.has(matterOf(anomaly) ?? '') && (followed.has(id) || !verdicts.has(id)) ? [id] : []
    )
  )
}

/** The verdict on an anomaly that nobody looked at yet. */
export function noVerdict(id: string, message: StoredVerdict['message']): StoredVerdict {
  return { id, message, state: 'to_see', reason: '', owner: '', comments: [], decided: null, finding: null, steps: [] }
}
