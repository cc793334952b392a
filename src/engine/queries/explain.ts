import type { PlanStep, QueryPlan } from '../../contract'
import type { Project } from '../project'
import { gateSelect, runQuery } from '../tables'
import { adviceOn, operatorInWords } from './plan-words'

/** How DuckDB answers a query; with `analyze` it is run, within the time of any query, and each step tells its rows and time. */
export async function explainQuery(
  project: Project,
  sql: string,
  analyze: boolean,
  signal?: AbortSignal
): Promise<QueryPlan> {
  return runQuery(
    sql,
    async (stop) => {
      const inner = await gateSelect(project, sql, stop)
      const start = performance.now()
      const tell = async (options: string): Promise<string> => {
        const rows = await project.rows<{ explain_value: string }>(`EXPLAIN (${options})\n${inner}`, { signal: stop })
        return rows[0]?.explain_value ?? '[]'
      }
      if (!analyze) return { steps: readPlan(await tell('FORMAT JSON')), seconds: null }
      const measured = await tell('ANALYZE, FORMAT JSON')
      const seconds = (performance.now() - start) / 1000
      const steps = readAnalyzed(measured)
      // What DuckDB answers from what it knows already, such as a number of rows, is not measured by it.
      return { steps: steps.length ? steps : readPlan(await tell('FORMAT JSON')), seconds }
    },
    signal
  )
}

/** A node of a plan as DuckDB writes it, planned or analyzed. */
interface Node {
  name?: string
  operator_name?: string
  operator_timing?: number
  operator_cardinality?: number
  extra_info?: Record<string, string | string[]>
  children?: Node[]
}

function readPlan(json: string): PlanStep[] {
  return (JSON.parse(json) as Node[]).map((node) => stepOf(node, null))
}

function readAnalyzed(json: string): PlanStep[] {
  const root = JSON.parse(json) as Node
  const nodes = (root.children ?? []).flatMap((node) =>
    node.operator_name === 'EXPLAIN_ANALYZE' ? (node.children ?? []) : [node]
  )
  const total = nodes.reduce((sum, node) => sum + timeOf(node), 0)
  return nodes.map((node) => stepOf(node, total))
}

function timeOf({ operator_timing = 0, children = [] }: Node): number {
  return operator_timing + children.reduce((sum, child) => sum + timeOf(child), 0)
}

function stepOf(node: Node, total: number | null): PlanStep {
  const { extra_info: info = {}, children = [] } = node
  const operator = (node.name ?? node.operator_name ?? '').trim()
  const seconds = node.operator_timing ?? null
  const expected = Number(info['Estimated Cardinality'])
  const step = {
    operator,
    words: operatorInWords(operator, text(info['Join Type'])),
    details: Object.entries(info)
      .filter(([name, value]) => !/Estimated Cardinality/.test(name) && text(value) !== '')
      .map(([name, value]) => ({ name, value: text(value).slice(0, 2000) })),
    expected: info['Estimated Cardinality'] === undefined || !Number.isFinite(expected) ? null : expected,
    rows: node.operator_cardinality ?? null,
    seconds,
    share: total !== null && total > 0 && seconds !== null ? seconds / total : null
  }
  return { ...step, advice: adviceOn(step), steps: children.map((child) => stepOf(child, total)) }
}

function text(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}
