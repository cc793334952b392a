import { StoredVerdict, type Anomaly, type AnomalyOutcome, type AnomalyReport } from '../../contract'
import { worstFirst } from '../anomalies'
import type { Project } from '../project'

/**
 * Each anomaly of either side, what is new first, then what was settled, what changed, and what stayed. What a check that
 * failed on one side looks for is told on neither.
 */
export async function anomalyOutcomes(
  project: Project,
  before: AnomalyReport,
  after: AnomalyReport
): Promise<AnomalyOutcome[]> {
  const states = new Map((await project.list('verdict', StoredVerdict)).map(({ id, state }) => [id, state]))
  const failed = new Set([...before.skipped, ...after.skipped].map(({ detector }) => detector))
  const [old, now] = [byId(before.findings), byId(after.findings)]
  const all = [...new Map([...old, ...now]).values()].filter(({ detector }) => !failed.has(detector)).sort(worstFirst)
  const outcomes = all.map((anomaly): AnomalyOutcome => {
    const [was, is] = [old.get(anomaly.id), now.get(anomaly.id)]
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
      state: states.get(id) ?? 'to_see'
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

function byId(findings: readonly Anomaly[]): Map<string, Anomaly> {
  return new Map(findings.map((finding) => [finding.id, finding]))
}
