import { columnFamily } from '../../charts'
import type { ChartData, ChartIntent, ChartRole, Scalar, TimeUnit } from '../../contract'
import type { Row } from '../db'
import type { Project } from '../project'
import { filterInWords, filterPredicate, ident, placedList } from '../sql'
import { runQuery, type Table } from '../tables'
import { chartTable } from './chart-table'
import { columnOf, type ChartTable } from './columns'
import { compileChart } from './compile'
import { hasOrder } from './compile-bar'
import { MAX_PERIODS } from './compile-line'
import { countOffScale, withScale, type OffScale } from './score-scale'
import { definitionInWords, measureInWords, notesOf } from './words'

/** The numbers of a chart, aggregated in DuckDB, with their evidence. One on a user's query is bounded in time as that is. */
export function readChart(project: Project, intent: ChartIntent, signal?: AbortSignal): Promise<ChartData> {
  if (intent.query === undefined) return read(project, intent, signal)
  return runQuery(intent.query, (stop) => read(project, intent, stop), signal)
}

async function read(project: Project, intent: ChartIntent, signal?: AbortSignal): Promise<ChartData> {
  const table = await withScale(project, intent, await chartTable(project, intent, signal), signal)
  const sql = compileChart(intent, table)
  const found = await project.rows(sql, { signal })
  const offScale = await countOffScale(project, intent, table, signal)
  const columns = ROLES[intent.kind]
  const first = found[0] ?? {}
  const bars = intent.kind === 'bar'
  const n = intent.kind === 'scatter' ? count(first.total) : total(found, 'n')
  const drawn = total(found, 'n')
  const facts = {
    n,
    missing: found.length
      ? Math.max(0, total(found, 'missing') - (offScale?.values ?? 0)) + count(first.x_missing)
      : await countRows(project, intent, table, signal),
    others: { x: count(first.x_others), colour: count(first.colour_others) },
    sample: intent.kind === 'scatter' && drawn < n ? { shown: drawn, of: n } : null,
    timeUnit: bars ? (intent.x.timeUnit ?? null) : ((first.unit as TimeUnit | undefined) ?? null)
  }
  return {
    columns,
    rows: found.map((row) => columns.map((role) => row[ALIASES[role]] as Scalar)),
    xType: bars ? 'text' : columnFamily(columnOf(table, intent.x.column).type) === 'time' ? 'time' : 'number',
    ordered: !bars || hasOrder(intent, table),
    ...truthOf(intent, table),
    ...facts,
    measure: measureInWords(intent),
    notes: notesOf(intent, facts, count(first.x_distinct) > MAX_PERIODS, offScale),
    evidence: evidenceOf(intent, table, sql, n, offScale)
  }
}

function truthOf({ kind, x, colour }: ChartIntent, table: ChartTable): Pick<ChartData, 'truth'> {
  const isTruth = (name: string): boolean => columnOf(table, name).type === 'BOOLEAN'
  const truth: ChartRole[] = [
    ...(kind === 'bar' && isTruth(x.column) ? (['x'] as const) : []),
    ...(colour !== undefined && isTruth(colour) ? (['colour'] as const) : [])
  ]
  return truth.length ? { truth } : {}
}

/** Rows that a chart was asked to show: those that miss a value, where it shows none. */
async function countRows(project: Project, intent: ChartIntent, table: Table, signal?: AbortSignal): Promise<number> {
  const [row] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${table.sql} WHERE ${filterPredicate(intent.filter, table.columns)}`,
    { signal }
  )
  return row?.n ?? 0
}

const ALIASES: Record<ChartRole, string> = {
  x: 'x',
  x2: 'x2',
  xKind: 'x_kind',
  colour: 'colour',
  colourKind: 'colour_kind',
  y: 'y',
  n: 'n'
}

const ROLES: Record<ChartIntent['kind'], ChartRole[]> = {
  bar: ['x', 'xKind', 'colour', 'colourKind', 'y', 'n'],
  line: ['x', 'colour', 'colourKind', 'y', 'n'],
  histogram: ['x', 'x2', 'colour', 'colourKind', 'y', 'n'],
  scatter: ['x', 'y', 'colour', 'colourKind', 'n']
}

function evidenceOf(
  intent: ChartIntent,
  table: Table & ChartTable,
  sql: string,
  n: number,
  offScale: OffScale | null
): ChartData['evidence'] {
  const definition = definitionInWords(intent, offScale)
  const used = [intent.x.column, intent.y.column, intent.colour].filter((name) => name !== undefined)
  const needed = intent.kind === 'bar' ? [] : [intent.x.column]
  if (intent.y.column !== undefined && intent.kind !== 'histogram' && intent.y.aggregate !== 'count')
    needed.push(intent.y.column)
  const filter = filterPredicate(intent.filter, table.columns)
  const where = [...(filter === 'true' ? [] : [filter]), ...needed.map((name) => `${ident(name)} IS NOT NULL`)]
  if (offScale && intent.y.column !== undefined)
    where.push(`${ident(intent.y.column)} BETWEEN ${offScale.low} AND ${offScale.high}`)
  return {
    title: intent.title ? { fr: intent.title, en: intent.title } : definition,
    definition,
    n,
    filter: filterInWords(intent.filter),
    ...(intent.filter?.all.length ? { applied: intent.filter } : {}),
    sql,
    rowsSql: `SELECT ${intent.query === undefined ? placedList(table.columns) : '*'}\nFROM ${table.sql}${where.length ? `\nWHERE ${where.join(' AND ')}` : ''}`,
    table: intent.query === undefined ? table.ref : null,
    columns: [...new Set(used)]
  }
}

function total(rows: Row[], alias: string): number {
  return rows.reduce((sum, row) => sum + count(row[alias]), 0)
}

function count(value: Row[string] | undefined): number {
  return typeof value === 'number' ? value : 0
}
