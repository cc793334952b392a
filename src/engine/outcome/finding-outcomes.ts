import type { Finding, FindingOutcome } from '../../contract'
import { aroundRecipe, listFindings, type AroundRecipe } from '../findings'
import type { Project } from '../project'

/** The findings whose figure reads a table, on both sides of its recipe. */
export async function findingOutcomes(
  project: Project,
  table: string,
  signal?: AbortSignal
): Promise<FindingOutcome[]> {
  const findings = (await listFindings(project)).filter(({ tables }) => tables.some((one) => one.table.name === table))
  const outcomes: FindingOutcome[] = []
  for (const finding of findings) {
    const around = await aroundRecipe(project, finding, table, signal)
    outcomes.push({
      id: finding.id,
      title: finding.title,
      kind: finding.kind,
      ...around,
      fate: fateOf(finding, around)
    })
  }
  return outcomes
}

function fateOf({ kind }: Finding, { before, after }: AroundRecipe): FindingOutcome['fate'] {
  if (!before || !after) return 'unknown'
  if (kind === 'anomaly' && before.value && after.value === 0) return 'settled'
  if (kind === 'anomaly' && before.value === 0 && after.value) return 'arisen'
  const same = before.value === null ? before.text.en === after.text.en && before.n === after.n : before.value === after.value // prettier-ignore
  return same ? 'same' : 'changed'
}
