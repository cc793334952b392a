import type { Anomaly } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { listTables } from '../tables'

/** Columns whose values are read, of rows that are at fault as a whole. */
const MOST_COLUMNS = 300

/** Distinct values that a digest names one by one. */
const MOST_VALUES = 500

/**
 * What the values at fault are known by, whatever the order and the numbers of their rows: a sum of digests of their texts,
 * behind it each distinct one where they are few. An anomaly whose query fails, on a table that has changed, has none.
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
      const [row] = await project.rows<{ sum: string; values: string[] }>(digestSql(sql, names), { signal })
      if (row) digests.set(id, written(row.sum, row.values))
    } catch {
      throwIfCancelled(signal)
    }
  }
  return digests
}

function digestSql(sql: string, columns: readonly string[]): string {
  const cells = columns.map((name) => `coalesce(CAST(${ident(name)} AS VARCHAR), chr(1))`).join(', ')
  const hashes = `SELECT md5_number_lower(concat_ws(chr(2), ${cells})) AS hash FROM (${sql}\n)`
  return `WITH hashes AS MATERIALIZED (${hashes})
SELECT CAST(coalesce(sum(CAST(hash AS HUGEINT)), 0) AS VARCHAR) AS sum,
(SELECT coalesce(list(CAST(hash AS VARCHAR) ORDER BY hash), []) FROM (SELECT DISTINCT hash FROM hashes LIMIT ${MOST_VALUES + 1})) AS values
FROM hashes`
}

function written(sum: string, values: readonly string[]): string {
  return values.length > MOST_VALUES ? sum : `${sum} ${values.map((hash) => BigInt(hash).toString(36)).join(',')}`
}

/** Whether two digests are of the same values, each as often. Those of earlier versions name no single value. */
export function isSameDigest(one: string, other: string): boolean {
  return one.split(' ')[0] === other.split(' ')[0]
}

/** Whether every value of a digest is among those of an earlier one; false where that cannot be told. */
export function holdsNothingNew(now: string | null, before: string | null): boolean {
  const [sum, values] = now?.split(' ') ?? []
  const [earlierSum, earlier] = before?.split(' ') ?? []
  if (sum !== undefined && sum === earlierSum) return true
  if (values === undefined || earlier === undefined) return false
  const known = new Set(earlier.split(','))
  return values.split(',').every((value) => known.has(value))
}
