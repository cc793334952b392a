import { Step, type Register, type RegisterEntry } from '../../contract'
import { VIEWS, worstFirst } from '../anomalies'
import { listFindings } from '../findings'
import type { Project } from '../project'
import { stepTitle } from '../recipe'
import { listTables } from '../tables'
import { changesSince } from './changes'
import { readSightings } from './sightings'
import { atWorkOf, settlementOf } from './settlements'
import { noVerdict, readVerdicts, renamed } from './verdicts'

/** The register, worst first: every anomaly that a search ever found, with what was decided on it and whether it still is found. */
export async function listRegister(project: Project): Promise<Register> {
  const sightings = await readSightings(project)
  const verdicts = await readVerdicts(project, sightings)
  const hidden = renamed(sightings, verdicts)
  const tables = new Set((await listTables(project)).map(({ ref }) => ref.name))
  const recipe = await project.list('step', Step)
  const steps = new Map(recipe.map((step) => [step.id, step]))
  const atWork = atWorkOf(recipe)
  const findings = new Map((await listFindings(project)).map((finding) => [finding.id, finding]))
  const shown = [...sightings.values()].filter(({ anomaly }) => !hidden.has(anomaly.id))
  const entries = shown.map((sighting): RegisterEntry => {
    const { anomaly, firstAt, lastAt } = sighting
    const found = sighting.found && tables.has(anomaly.table.name)
    const stored = verdicts.get(anomaly.id) ?? noVerdict(anomaly.id, anomaly.message)
    const { state, reason, owner, comments, decided, finding } = stored
    const present = stored.steps.flatMap((id) => steps.get(id) ?? [])
    const title = finding === null ? undefined : findings.get(finding)?.title
    return {
      anomaly,
      found,
      firstAt,
      lastAt,
      verdict: { state, reason, owner, comments, decided, finding },
      repair: {
        steps: present.map(({ id, spec, enabled }) => ({ id, title: stepTitle(spec), enabled })),
        lost: stored.steps.length - present.length
      },
      settlement:
        sighting.found || !tables.has(anomaly.table.name) ? null : settlementOf(sighting.settlements, stored, atWork),
      changes: changesSince(stored, { ...sighting, found }),
      finding: finding === null ? null : { id: finding, title: title ?? '', gone: title === undefined }
    }
  })
  const owners = [...new Set([...verdicts.values()].flatMap(({ owner }) => (owner ? [owner] : [])))]
  return {
    entries: entries.sort((a, b) => worstFirst(a.anomaly, b.anomaly)),
    owners: owners.sort((a, b) => a.localeCompare(b, 'fr')),
    views: VIEWS
  }
}
