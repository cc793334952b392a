import type { Anomaly, StoredVerdict } from '../../contract'
import { inBothLanguages } from '../figure-text'
import type { Project } from '../project'
import { storedVerdicts } from './verdicts'

/**
 * Gives anomalies that are found for the first time under a new name what was decided on them under an earlier one: rules to
 * one column, once told one by one, are told together. One undoable change; none where nothing was decided.
 */
export async function carryVerdicts(
  project: Project,
  before: ReadonlyMap<string, { anomaly: Anomaly }>,
  found: readonly Anomaly[]
): Promise<void> {
  const renamed = found.filter(({ id, detector }) => detector === RULES && !before.has(id))
  if (!renamed.length) return
  const verdicts = await storedVerdicts(project)
  const carried = renamed.flatMap((anomaly) => {
    if (verdicts.has(anomaly.id)) return []
    const earlier = [...before.values()].filter((one) => isPart(one.anomaly, anomaly))
    const verdict = together(anomaly, earlier.map(({ anomaly: { id } }) => verdicts.get(id))) // prettier-ignore
    return verdict ? [verdict] : []
  })
  if (!carried.length) return
  await project.change(labelOf(carried.length), async (scope) => {
    for (const verdict of carried) await scope.put('verdict', verdict.id, verdict)
  })
}

const RULES = 'dependency_rules'

function isPart(one: Anomaly, whole: Anomaly): boolean {
  return (
    one.kind === whole.kind &&
    one.detector !== whole.detector &&
    one.detector.startsWith('dependency_') &&
    one.table.name === whole.table.name &&
    one.columns[0] === whole.columns[0]
  )
}

/** States that say more, first. */
const STATES: readonly StoredVerdict['state'][] = ['accepted', 'in_repair', 'repaired']

/** One verdict of several: what was dismissed in part only is to be seen again. */
function together({ id, message }: Anomaly, parts: readonly (StoredVerdict | undefined)[]): StoredVerdict | null {
  const known = parts.flatMap((part) => part ?? [])
  const decided = STATES.flatMap((state) => known.filter((one) => one.state === state))
  const isDismissed = known.length === parts.length && known.every(({ state }) => state === 'dismissed')
  const chosen = decided[0] ?? (isDismissed ? known[0] : known.find(({ owner, comments }) => owner || comments.length))
  if (!chosen) return null
  return {
    ...(decided.length || isDismissed ? chosen : { ...chosen, state: 'to_see', reason: '', decided: null }),
    id,
    message,
    owner: known.find(({ owner }) => owner)?.owner ?? '',
    comments: known.flatMap(({ comments }) => comments).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    finding: known.find(({ finding }) => finding !== null)?.finding ?? null,
    steps: [...new Set(known.flatMap(({ steps }) => steps))]
  }
}

function labelOf(n: number): { fr: string; en: string } {
  const count = inBothLanguages((format) => format(n))
  return n === 1
    ? {
        fr: 'Reprendre une décision du registre sous le nouveau nom de l’anomalie',
        en: 'Carry a decision of the register over to the new name of the anomaly'
      }
    : {
        fr: `Reprendre ${count.fr} décisions du registre sous le nouveau nom des anomalies`,
        en: `Carry ${count.en} decisions of the register over to the new names of the anomalies`
      }
}
