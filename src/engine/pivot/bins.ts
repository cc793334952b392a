import type { ColumnInfo, PivotBins } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'

const WISHED = 12

/**
 * The width of a column's bins: about a twelfth of the span of all its finite values, whatever the filter, rounded to 1, 2
 * or 5 times a power of ten, never below 1 for whole numbers.
 */
export async function binsOf(
  project: Project,
  table: Table,
  column: ColumnInfo,
  signal?: AbortSignal
): Promise<PivotBins> {
  const value = `${ident(column.name)}::DOUBLE`
  const [span] = await project.rows<{ low: number | null; high: number | null }>(
    `SELECT min(x) AS low, max(x) AS high FROM (SELECT CASE WHEN isfinite(${value}) THEN ${value} END AS x FROM ${table.sql})`,
    { signal }
  )
  const wished = ((span?.high ?? 1) - (span?.low ?? 0)) / WISHED
  if (!(wished > 0) || !Number.isFinite(wished)) return { digit: 1, exponent: 0 }
  const power = Math.floor(Math.log10(wished))
  const mantissa = wished / 10 ** power
  const digit = mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10
  const bins = digit === 10 ? { digit: 1, exponent: power + 1 } : { digit, exponent: power }
  return /INT/i.test(column.type) && bins.exponent < 0 ? { digit: 1, exponent: 0 } : bins
}
