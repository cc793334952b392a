import { isEvident, type Anomaly, type QualityCount, type ScoreDimension } from '../../contract'
import { cellsSql, SURE } from '../anomalies'
import type { Project } from '../project'
import type { Table } from '../tables'

/** Kinds of anomaly that are about repeated rows: they make uniqueness, whatever else they touch. */
const REPEATS = new Set<Anomaly['kind']>(['duplicate_rows', 'duplicate_key'])

/** What is at fault in a table in one dimension, with the findings that say so. */
export interface Faults extends QualityCount {
  findings: Anomaly[]
}

/**
 * Counts what the findings of a dimension put at fault, each cell once however many speak against it (ISO/IEC 25024: a ratio
 * of items); of uniqueness rows are counted. With null it is the cells of all findings together. A cell is at fault where
 * it is likelier wrong than right by the votes together, and where its finding is evident: a gap is a gap.
 */
export async function countFaults(
  project: Project,
  table: Table,
  all: readonly Anomaly[],
  dimension: ScoreDimension | null,
  signal?: AbortSignal
): Promise<Faults> {
  const told = dimension === 'completeness' ? all.flatMap(withUnread) : all
  const findings = told.filter((finding) => dimension === null || isOf(finding, dimension))
  const isSure = (finding: Anomaly): boolean =>
    isEvident(finding) || (dimension === 'completeness' && finding.kind === UNREAD)
  const cells = cellsSql(
    findings.map((finding) => (isSure(finding) ? { ...finding, confidence: EVIDENT } : finding)),
    SURE
  )
  const unit = dimension === 'uniqueness' ? 'rows' : 'cells'
  const what = unit === 'rows' ? 'DISTINCT "row"' : '*'
  const [counted] = cells
    ? await project.rows<{ n: number }>(`SELECT count(${what}) AS n FROM (${cells}\n)`, { signal })
    : []
  const n = unit === 'rows' ? table.rows : table.rows * table.columns.length
  const faults = counted?.n ?? 0
  return { unit, n, faults, share: n ? 1 - faults / n : null, findings }
}

/** As a vote: nothing that is said beside it makes it less so. */
const EVIDENT = 0.99

/** A text that could not be read has no value in the table either: it counts in its own dimension and in completeness. */
const UNREAD: Anomaly['kind'] = 'unreadable_value'

/** Cells that a stronger finding tells are still empty: the one that says so counts beside it. */
function withUnread(finding: Anomaly): Anomaly[] {
  return finding.unread ? [finding, finding.unread] : [finding]
}

function isOf({ kind, dimension: own }: Anomaly, dimension: ScoreDimension): boolean {
  if (dimension === 'completeness' && kind === UNREAD) return true
  return (REPEATS.has(kind) ? 'uniqueness' : own) === dimension
}
