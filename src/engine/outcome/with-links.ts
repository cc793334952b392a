import type { Anomaly, AnomalyReport } from '../../contract'
import { linkAnomalies } from '../anomalies'
import { throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { listTables, type Table } from '../tables'

const NOTHING = { findings: [], skipped: [] }

interface Side {
  table: Table
  report: AnomalyReport
}

/** Both reports with what each side tells together with the other tables; where there is too much to look at, that is said. */
export async function withLinks(
  project: Project,
  one: Side,
  other: Side,
  signal?: AbortSignal
): Promise<{ before: AnomalyReport; after: AnomalyReport }> {
  const isPlaced = ({ columns }: Table): boolean => !hidesRowid(columns)
  const others = (await listTables(project)).filter(({ ref }) => ref.name !== other.table.ref.name).filter(isPlaced)
  const together = ({ table, report }: Side, found: Pick<AnomalyReport, 'findings' | 'skipped'>): AnomalyReport => ({
    ...report,
    findings: [...report.findings, ...found.findings.map((anomaly) => ofTable(anomaly, table.ref.name))],
    skipped: [...report.skipped, ...found.skipped]
  })
  try {
    // Where rows have no place, the search of the table itself says why nothing is told.
    if (![one.table, other.table].every(isPlaced)) return { before: one.report, after: other.report }
    const same = one.table.sql === other.table.sql
    const [first = NOTHING, second = first] = await linkAnomalies(
      project,
      same ? [one.table] : [one.table, other.table],
      others,
      signal
    )
    return {
      before: together(one, first),
      after: together(other, second)
    }
  } catch (error) {
    throwIfCancelled(signal)
    const { message: reason } = toErrorData(error)
    const skipped = ({ table }: Side) => [{ detector: 'between_tables', table: table.ref, reason }]
    return {
      before: together(one, { findings: [], skipped: skipped(one) }),
      after: together(other, { findings: [], skipped: skipped(other) })
    }
  }
}

/** An anomaly that counts rows of another table says so: it stands in a list about this one. */
function ofTable(anomaly: Anomaly, table: string): Anomaly {
  const { name } = anomaly.table
  if (name === table) return anomaly
  const { fr, en } = anomaly.message
  return { ...anomaly, message: { fr: `Table « ${name} » — ${fr}`, en: `Table “${name}” — ${en}` } }
}
