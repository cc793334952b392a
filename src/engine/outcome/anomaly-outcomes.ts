import type { Anomaly, AnomalyOutcome, AnomalyReport } from '../../contract'
import { matterOf, wholeMatter, worstFirst } from '../anomalies'
import type { Project } from '../project'
import { verdictsNow } from '../register'

/**
 * Each anomaly of either side, what is new first, then what was settled, what changed, and what stayed. What a check that
 * failed on one side looks for is told on neither. Where the sides blame other columns for the same rows, it is one anomaly.
 */
export async function anomalyOutcomes(
  project: Project,
  before: AnomalyReport,
  after: AnomalyReport
): Promise<AnomalyOutcome[]> {
  const verdicts = await verdictsNow(project)
  const failed = new Set([...before.skipped, ...after.skipped].map(({ detector }) => detector))
  const isTold = ({ detector }: Anomaly): boolean => !failed.has(detector)
  const outcomes = paired(before.findings.filter(isTold), after.findings.filter(isTold))
    .flatMap(({ was, is }) => {
      const anomaly = is ?? was
      return anomaly ? [{ anomaly, was, is }] : []
    })
    .sort((a, b) => worstFirst(a.anomaly, b.anomaly))
    .map(({ anomaly, was, is }): AnomalyOutcome => {
      const { id, kind, severity, dimension, columns, message } = anomaly
      return {
        id,
        kind,
        severity,
        dimension,
        columns,
        message,
        fate: fateOf(was, is),
        before: was ? { rows: was.rows, cells: was.cells } : null,
        after: is ? { rows: is.rows, cells: is.cells } : null,
        state: verdicts.get(id)?.state ?? 'to_see'
      }
    })
  return outcomes.sort((a, b) => ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate))
}

const ORDER: readonly AnomalyOutcome['fate'][] = ['arisen', 'settled', 'more', 'fewer', 'same']

function fateOf(before: Anomaly | undefined, after: Anomaly | undefined): AnomalyOutcome['fate'] {
  if (!before) return 'arisen'
  if (!after) return 'settled'
  return after.rows < before.rows ? 'fewer' : after.rows > before.rows ? 'more' : 'same'
}

interface Pair {
  was?: Anomaly
  is?: Anomaly
}

/** What is the same on both sides: by its identity, or by what it is about where its parts are not the same ones. */
function paired(before: readonly Anomaly[], after: readonly Anomaly[]): Pair[] {
  const [old, now] = [byMatter(before), byMatter(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((matter): Pair[] => {
    const [was, is] = [old.get(matter) ?? new Map<string, Anomaly>(), now.get(matter) ?? new Map<string, Anomaly>()]
    if (was.size === is.size && [...was.keys()].every((id) => is.has(id)))
      return [...was].map(([id, anomaly]) => ({ was: anomaly, is: is.get(id) }))
    return [{ was: whole(was), is: whole(is) }]
  })
}

function whole(parts: ReadonlyMap<string, Anomaly>): Anomaly | undefined {
  const [first, ...others] = parts.values()
  return first && wholeMatter([first, ...others])
}

function byMatter(findings: readonly Anomaly[]): Map<string, Map<string, Anomaly>> {
  const matters = new Map<string, Map<string, Anomaly>>()
  for (const finding of findings) {
    const matter = matterOf(finding) ?? finding.id
    matters.set(matter, (matters.get(matter) ?? new Map<string, Anomaly>()).set(finding.id, finding))
  }
  return matters
}
