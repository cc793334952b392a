import type { ChartIntent } from '../../contract'
import type { Project } from '../project'
import { scoreScale } from '../satisfaction'
import type { Table } from '../tables'
import { columnFamily } from '../../charts'
import { averaged, columnOf, fromWhere, numberExpression, timeExpression, type ChartTable } from './columns'

/** Values that a mean or median of scores leaves out, codes such as 99 or −1, and the scale they are off. */
export interface OffScale {
  low: number
  high: number
  values: number
}

/** The table with the scale of the measured column, where its mean or median is asked and it holds scores. */
export async function withScale(
  project: Project,
  intent: ChartIntent,
  table: Table,
  signal?: AbortSignal
): Promise<Table & ChartTable> {
  const { column, aggregate } = intent.y
  const marks = intent.kind === 'bar' || intent.kind === 'line'
  // Who writes a query says which values it keeps.
  if (intent.query !== undefined || !marks || column === undefined || !averaged(aggregate)) return table
  if (columnFamily(columnOf(table, column).type) !== 'number') return table
  return { ...table, scale: await scoreScale(project, table, column, signal) }
}

/** How many values of the chart's rows are off the scale; null where there is no scale or none is off it. */
export async function countOffScale(
  project: Project,
  intent: ChartIntent,
  table: ChartTable,
  signal?: AbortSignal
): Promise<OffScale | null> {
  const { scale } = table
  if (!scale || intent.y.column === undefined) return null
  const value = numberExpression(table, intent.y.column)
  const sql = `SELECT count(*) FILTER (y NOT BETWEEN ${scale.low} AND ${scale.high} AND x IS NOT NULL) AS values
FROM (SELECT ${value} AS y, ${placeSql(intent, table)} AS x ${fromWhere(intent, table)})`
  const [row] = await project.rows<{ values: number }>(sql, { signal })
  return row?.values ? { ...scale, values: Number(row.values) } : null
}

/** What of a row must be there for it to be drawn: nothing for bars, its place for lines. */
function placeSql({ kind, x }: ChartIntent, table: ChartTable): string {
  if (kind === 'bar') return '1'
  return columnFamily(columnOf(table, x.column).type) === 'time'
    ? timeExpression(table, x.column)
    : numberExpression(table, x.column)
}
