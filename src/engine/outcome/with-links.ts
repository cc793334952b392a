import type { Anomaly, AnomalyReport } from '../../contract'
import { linkAnomalies, relationNow, type Linked } from '../anomalies'
import { throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { quoted } from '../register'
import { hidesRowid } from '../sql'
import { listTables, type Table } from '../tables'

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
    const states = same ? [one.table] : [one.table, other.table]
    const [first = NOTHING, second = first] = await linkAnomalies(project, states, others, signal)
    const now = await alsoNow(project, second, first, [other.table, ...others], signal)
    const { findings } = await alsoNow(project, first, second, [one.table, ...others], signal)
    const unjudged = new Set(now.unjudged)
    return {
      before: together(one, {
        findings: findings.filter((anomaly) => !unjudged.has(anomaly)),
        skipped: first.skipped
      }),
      after: together(other, {
        findings: now.findings,
        skipped: [...second.skipped, ...now.unjudged.map((anomaly) => notJudged(anomaly, other.table))]
      })
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

const NOTHING: Linked = { found: [], met: new Set(), skipped: [] }

/**
 * What one state tells with the other tables, with what of another state's a search passes over there and that still holds;
 * `unjudged` is what cannot be told of it.
 */
async function alsoNow(
  project: Project,
  own: Linked,
  theirs: Linked,
  tables: readonly Table[],
  signal?: AbortSignal
): Promise<{ findings: Anomaly[]; unjudged: Anomaly[] }> {
  const known = new Set(own.found.map(({ id }) => id))
  const findings = [...own.found]
  const unjudged: Anomaly[] = []
  for (const anomaly of theirs.found.filter(({ id }) => !known.has(id))) {
    const isRelation = anomaly.detector === 'broken_relation'
    const now = isRelation ? await relationNow(project, anomaly, tables, signal) : null
    if (now) findings.push(now)
    // What is told by rows that meet one by one is not looked for where they do not.
    if (now === undefined || (!isRelation && !own.met.has(anomaly.table.name))) unjudged.push(anomaly)
  }
  return { findings, unjudged }
}

function notJudged({ message }: Anomaly, table: Table): AnomalyReport['skipped'][number] {
  const name = quoted(message)
  return {
    detector: 'between_tables',
    table: table.ref,
    reason: {
      fr: `${name.fr} ne peut plus être jugé dans la table préparée : la colonne ou les lignes qui reliaient les deux tables ont changé.`,
      en: `${name.en} can no longer be judged in the prepared table: the column or the rows that linked the two tables have changed.`
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
