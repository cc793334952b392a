import type { Anomaly } from '../../contract'
import { matterOf } from '../anomalies'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'

interface Searched {
  table: Table
  findings: readonly Anomaly[]
}

/**
 * What a search finds after a recipe only, though no value of its columns is new: its rows by the same predicate before, where
 * there are some. More rows, fewer rows or another column beside them let the search see it; the recipe did not make it.
 */
export async function heldBefore(
  project: Project,
  before: Searched,
  after: Searched,
  signal?: AbortSignal
): Promise<Anomaly[]> {
  const known = new Set(before.findings.flatMap((anomaly) => [anomaly.id, matterOf(anomaly) ?? anomaly.id]))
  const held: Anomaly[] = []
  for (const anomaly of after.findings) {
    if (known.has(anomaly.id) || known.has(matterOf(anomaly) ?? '') || !isOfRows(anomaly, after.table)) continue
    try {
      const rows = (await isWithoutNew(project, before.table, after.table, anomaly.columns, signal))
        ? await countIn(project, before.table, after.table, anomaly, signal)
        : 0
      if (rows) held.push({ ...anomaly, rows, cells: anomaly.rows ? (anomaly.cells / anomaly.rows) * rows : 0 })
    } catch {
      // A predicate that does not fit the rows of before, such as one on a column that the recipe makes.
      throwIfCancelled(signal)
    }
  }
  return held
}

function isOfRows({ place, table, columns }: Anomaly, { ref }: Table): boolean {
  return table.name === ref.name && columns.length > 0 && (place === 'cells' || place === 'rows' || place === 'column')
}

/** Whether all that stands in some columns after stood there before. */
async function isWithoutNew(
  project: Project,
  before: Table,
  after: Table,
  columns: readonly string[],
  signal?: AbortSignal
): Promise<boolean> {
  for (const name of columns) {
    const [old, now] = [before, after].map((table) => table.columns.find((column) => column.name === name))
    if (!old || !now || old.type !== now.type) return false
    const of = ({ sql }: Table): string => `SELECT ${ident(name)} FROM ${sql}`
    const [added] = await project.rows(`(${of(after)}) EXCEPT (${of(before)}) LIMIT 1`, { signal })
    if (added) return false
  }
  return true
}

async function countIn(
  project: Project,
  before: Table,
  after: Table,
  { evidence: { sql } }: Anomaly,
  signal?: AbortSignal
): Promise<number> {
  const name = after.sql.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const asked = sql.replace(new RegExp(`${name}(?![\\w."])`, 'g'), () => before.sql)
  const [counted] = await project.rows<{ value: number }>(asked, { signal })
  return counted?.value ?? 0
}
