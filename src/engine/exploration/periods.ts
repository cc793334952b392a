import type { Look, PeriodCoverage } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'
import { overlaps, rangeOf, type DateRange } from './period-range'

const MOST_COLUMNS = 12
/** Stretches told of one column: those with most rows, where stray dates make more. */
const MOST_BINS = 60

/** The stretches of each date column, with the looks kept to dates of them and those that split by them. */
export async function periodCoverage(
  project: Project,
  table: Table,
  looks: readonly Look[],
  signal?: AbortSignal
): Promise<PeriodCoverage[]> {
  const columns = table.columns.filter(({ type }) => isDated(type)).slice(0, MOST_COLUMNS)
  const found: PeriodCoverage[] = []
  for (const { name } of columns) {
    const unit = await unitOf(project, table, name, signal)
    if (!unit) continue
    const rows = await project.rows<{ from: string; to: string; n: number }>(binsSql(table.sql, name, unit), { signal })
    const about = looksAbout(table, name, looks)
    found.push({ column: name, unit, bins: rows.map(({ from, to, n }) => ({ from, to, rows: n, ...looksAt(about, from, to) })) }) // prettier-ignore
  }
  return found
}

/** True of types whose values are days or moments. */
export function isDated(type: string): boolean {
  return type === 'DATE' || type.startsWith('TIMESTAMP')
}

interface LookAbout {
  range: DateRange | null
  splits: boolean
  times: number
}

/** The looks that are kept to dates of a column or split by them: few of a long log, and its filters are read once. */
function looksAbout({ ref: { name } }: Table, column: string, looks: readonly Look[]): LookAbout[] {
  return looks.flatMap(({ kind, tables, filter, segment, times }) => {
    if (kind === 'rows' || kind === 'grid') return []
    const range = tables[0] === name ? rangeOf(filter, column) : null
    const splits = segment?.by === 'period' && segment.table === name && segment.column === column
    return range || splits ? [{ range, splits, times }] : []
  })
}

function looksAt(looks: readonly LookAbout[], from: string, to: string): { alone: number; split: number } {
  let [alone, split] = [0, 0]
  for (const { range, splits, times } of looks) {
    if (range && !overlaps(range, from, to)) continue
    if (range) alone += times
    if (splits) split += times
  }
  return { alone, split }
}

async function unitOf(
  project: Project,
  table: Table,
  column: string,
  signal?: AbortSignal
): Promise<PeriodCoverage['unit'] | null> {
  const x = ident(column)
  const [span] = await project.rows<{ days: number | null }>(
    `SELECT date_diff('day', min(${x}), max(${x})) AS days FROM ${table.sql} WHERE isfinite(${x})`,
    { signal }
  )
  const days = span?.days ?? null
  if (days === null) return null
  if (days > 4 * 365) return 'year'
  if (days > 548) return 'quarter'
  return days > 45 ? 'month' : 'day'
}

function binsSql(table: string, column: string, unit: PeriodCoverage['unit']): string {
  const step = unit === 'quarter' ? 'INTERVAL 3 MONTH' : `INTERVAL 1 ${unit.toUpperCase()}`
  return `SELECT strftime(bin, '%Y-%m-%d') AS "from", strftime(bin + ${step}, '%Y-%m-%d') AS "to", n FROM (
  SELECT date_trunc('${unit}', ${ident(column)}::TIMESTAMP) AS bin, count(*) AS n FROM ${table}
  WHERE isfinite(${ident(column)}) GROUP BY bin ORDER BY n DESC LIMIT ${MOST_BINS}
) ORDER BY bin`
}
