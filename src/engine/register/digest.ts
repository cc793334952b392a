import type { Anomaly } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { listTables } from '../tables'

/** Columns whose values are read, of rows that are at fault as a whole. */
const MOST_COLUMNS = 300

/**
 * What the values at fault are known by, whatever the order and the numbers of their rows: a sum of digests of their texts.
 * An anomaly whose query fails, on a table that has changed, has none.
 */
export async function digestsOf(
  project: Project,
  anomalies: readonly Anomaly[],
  signal?: AbortSignal
): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  if (!anomalies.length) return digests
  const tables = await listTables(project)
  for (const { id, sql, columns, table } of anomalies) {
    const own = tables.find(({ ref }) => ref.name === table.name && ref.schema === table.schema)?.columns ?? []
    const names = columns.length ? columns : own.map(({ name }) => name).slice(0, MOST_COLUMNS)
    try {
      const [row] = await project.rows<{ digest: string }>(digestSql(sql, names), { signal })
      if (row) digests.set(id, row.digest)
    } catch {
      throwIfCancelled(signal)
    }
  }
  return digests
}

function digestSql(sql: string, columns: readonly string[]): string {
  const cells = columns.map((name) => `coalesce(CAST(${ident(name)} AS VARCHAR), chr(1))`).join(', ')
  return `SELECT CAST(coalesce(sum(CAST(md5_number_lower(concat_ws(chr(2), ${cells})) AS HUGEINT)), 0) AS VARCHAR) AS digest FROM (${sql}\n)`
}
