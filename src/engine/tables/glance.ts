import type { Glance, RowSource } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { queryRows, tableRows } from './row-sql'
import { whileReading } from './snapshot'
import { withTimeLimit } from './time-limit'

/** Most bars of a column at a glance. */
const BARS = 24
/** Most frequent values shown of a column without an order of its own. */
const TOP = 12

/** One column of a source at a glance, after its filter: what a grid's header draws. */
export function glanceAt(
  project: Project,
  source: RowSource,
  place: number,
  signal?: AbortSignal,
  timeLimit?: number
): Promise<Glance> {
  const look = (): Promise<Glance> =>
    withTimeLimit(
      async (stop) => {
        const { from, columns } = await readFrom(project, source, stop)
        const info = columns[place]
        if (!info) throw fail('input', { fr: 'Cette colonne n’existe pas.', en: 'There is no such column.' })
        const column = ident(info.name)
        const measure = measureOf(column, info.type)
        const [facts] = await project.rows<{ n: number; present: number; min: string | null; max: string | null }>(
          `SELECT count(*) AS n, count(${column}) AS present, ${measure ? `min(${column})::VARCHAR AS min, max(${column})::VARCHAR AS max` : 'NULL AS min, NULL AS max'} FROM ${from}`,
          { signal: stop }
        )
        const { n = 0, present = 0, min = null, max = null } = facts ?? {}
        const known = { column: place, rows: n, missing: n - present, min, max }
        if (measure) return { ...known, ordered: true, bars: await widths(project, from, measure, stop) }
        if (/\[|^(STRUCT|MAP|UNION|BLOB|BIT)/.test(info.type)) return { ...known, ordered: false, bars: [] }
        const top = await project.rows<{ label: string; n: number }>(
          `SELECT left(v::VARCHAR, 100) AS label, n FROM (SELECT ${column} AS v, count(*) AS n FROM ${from} GROUP BY v) WHERE v IS NOT NULL ORDER BY n DESC, label LIMIT ${TOP}`,
          { signal: stop }
        )
        return { ...known, ordered: false, bars: top }
      },
      signal,
      timeLimit
    )
  return whileReading(project, look)
}

async function readFrom(project: Project, source: RowSource, signal: AbortSignal) {
  if (source.kind === 'query') return queryRows(project, { ...source, sort: undefined }, { signal })
  const { from, all } = await tableRows(project, source)
  return { from, columns: all }
}

async function widths(project: Project, from: string, measure: string, signal: AbortSignal): Promise<Glance['bars']> {
  const rows = await project.rows<{ bin: number; n: number }>(
    `WITH v AS (SELECT ${measure} AS x FROM ${from}), f AS (SELECT x FROM v WHERE isfinite(x)),
b AS (SELECT min(x) AS low, max(x) AS high FROM f)
SELECT CASE WHEN high > low THEN least(${BARS - 1}, floor((x - low) / (high - low) * ${BARS})) ELSE 0 END::INTEGER AS bin, count(*) AS n
FROM f, b GROUP BY bin`,
    { signal }
  )
  if (!rows.length) return []
  const most = Math.max(...rows.map(({ bin }) => bin))
  const bars = Array.from({ length: most ? BARS : 1 }, () => ({ n: 0, label: null }))
  return bars.map((bar, bin) => ({ ...bar, n: rows.find((row) => row.bin === bin)?.n ?? 0 }))
}

/** A number that orders the values of a column; null where they have no order to draw. */
function measureOf(column: string, type: string): string | null {
  if (/^(DECIMAL\b|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|FLOAT$|DOUBLE$)/.test(type)) return `${column}::DOUBLE`
  if (/^(DATE$|TIMESTAMP)/.test(type)) return `CASE WHEN isfinite(${column}) THEN epoch(${column}) END`
  return type === 'TIME' ? `epoch(${column})` : null
}
