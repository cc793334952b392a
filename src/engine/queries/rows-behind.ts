import type { Project } from '../project'
import { text } from '../sql'
import { gateSelect, readSelect, visit, type Node } from '../tables'
import { isAggregate } from './aggregates'

/**
 * The rows that a figure is made of, for a query that aggregates all rows of its FROM and WHERE into one: the same
 * query with its columns in place of its aggregates, written back by DuckDB. Null for any other query.
 */
export async function rowsBehind(
  project: Project,
  sql: string,
  signal?: AbortSignal
): Promise<{ sql: string; n: number } | null> {
  const { tree } = await readSelect(project, sql, signal)
  const [statement] = tree as { node?: Node }[]
  const node = statement?.node
  if (!node || !isOneAggregate(node)) return null
  const [star] = await project.rows<{ tree: string }>(
    `SELECT json_serialize_sql('SELECT * FROM range(1)')::VARCHAR AS tree`
  )
  const plain = JSON.parse(star?.tree ?? '{}') as { statements?: { node?: Node }[] }
  const list = plain.statements?.[0]?.node?.select_list
  const rows = { ...node, select_list: list, having: null, modifiers: [] }
  const json = JSON.stringify({ error: false, statements: [{ ...statement, node: rows }] }, withoutPlaces)
  const [written] = await project.rows<{ sql: string }>(`SELECT json_deserialize_sql(${text(json)}) AS sql`)
  if (!written) return null
  const query = await gateSelect(project, written.sql, signal)
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (\n${query}\n)`, { signal })
  return { sql: query, n: counted?.n ?? 0 }
}

/** A subquery has no place, for which DuckDB writes a number that JSON here cannot hold. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'query_location' ? 0 : value
}

/**
 * True for a SELECT of aggregates over a FROM, without groups, subqueries, windows, named subqueries or conditions of one
 * aggregate, and without numbers that would not be written back as they are.
 */
function isOneAggregate(node: Node): boolean {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
  if (node.type !== 'SELECT_NODE' || list(node.group_expressions).length || node.qualify || node.sample) return false
  // GROUP BY ALL names no group.
  if (node.aggregate_handling === 'FORCE_AGGREGATES' || holdsLargeNumbers(node)) return false
  if (list((node.cte_map as Node | undefined)?.map).length) return false
  if ((node.from_table as Node | undefined)?.type === 'EMPTY') return false
  let aggregates = 0
  let plain = true
  visit(node.select_list, (inner) => {
    if (inner.class === 'SUBQUERY' || inner.class === 'WINDOW') plain = false
    if (inner.class === 'FUNCTION' && inner.filter) plain = false
    if (isAggregate(inner)) aggregates++
  })
  return plain && aggregates > 0
}

/** True where a number of the query is beyond what JavaScript holds exactly. */
function holdsLargeNumbers(node: Node): boolean {
  let large = false
  visit(node, (inner) => {
    for (const [key, value] of Object.entries(inner))
      if (key !== 'query_location' && Number.isInteger(value) && !Number.isSafeInteger(value)) large = true
  })
  return large
}
