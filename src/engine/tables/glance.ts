import type { Glance, RowSource } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { drawnRange } from './drawn-range'
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
        if (measure) return { ...known, ordered: true, ...(await widths(project, from, column, measure, stop)) }
        const beyond = { below: null, above: null }
        if (/\[|^(STRUCT|MAP|UNION|BLOB|BIT)/.test(info.type)) return { ...known, ordered: false, bars: [], beyond }
        const top = await project.rows<{ label: string; n: number }>(
          `SELECT left(v::VARCHAR, 100) AS label, n FROM (SELECT ${column} AS v, count(*) AS n FROM ${from} GROUP BY v) WHERE v IS NOT NULL ORDER BY n DESC, label LIMIT ${TOP}`,
          { signal: stop }
        )
        return { ...known, ordered: false, bars: top, beyond }
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

/** Bars of equal widths over the values worth drawing, and the rows on either side of them. */
async function widths(
  project: Project,
  from: string,
  column: string,
  measure: string,
  signal: AbortSignal
): Promise<Pick<Glance, 'bars' | 'beyond'>> {
  const drawn = await drawnRange(project, from, measure, signal)
  const [low, high] = drawn
    ? [`'${drawn.low}'::DOUBLE`, `'${drawn.high}'::DOUBLE`]
    : ["'inf'::DOUBLE", "'-inf'::DOUBLE"]
  const place = `CASE WHEN x > ${high} THEN ${BARS} WHEN x < ${low} THEN -1 WHEN ${high} > ${low} THEN least(${BARS - 1}, floor((x - ${low}) / (${high} - ${low}) * ${BARS})) ELSE 0 END::INTEGER`
  const rows = await project.rows<{ bin: number; n: number; least: string; greatest: string }>(
    `SELECT ${place} AS bin, count(*) AS n, min(c)::VARCHAR AS least, max(c)::VARCHAR AS greatest
FROM (SELECT ${column} AS c, ${measure} AS x FROM ${from}) WHERE x IS NOT NULL GROUP BY bin ORDER BY bin`,
    { signal }
  )
  const inside = rows.filter(({ bin }) => bin >= 0 && bin < BARS)
  const [first, last] = [inside[0], inside.at(-1)]
  const beyond = (bin: number, edge: string | undefined): Glance['beyond']['below'] => {
    const n = rows.find((row) => row.bin === bin)?.n ?? 0
    return n && edge !== undefined ? { n, edge } : null
  }
  return {
    bars: last
      ? Array.from({ length: last.bin ? BARS : 1 }, (_, bin) => ({
          n: inside.find((row) => row.bin === bin)?.n ?? 0,
          label: null
        }))
      : [],
    beyond: { below: beyond(-1, first?.least), above: beyond(BARS, last?.greatest) }
  }
}

/** A number that orders the values of a column, without end where they have none; null where they have no order to draw. */
function measureOf(column: string, type: string): string | null {
  if (/^(DECIMAL\b|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|FLOAT$|DOUBLE$)/.test(type)) return `${column}::DOUBLE`
  if (/^(DATE$|TIMESTAMP)/.test(type))
    return `CASE WHEN isfinite(${column}) THEN epoch(${column}) WHEN ${column} IS NOT NULL THEN if(${column} > DATE '1970-01-01', 'inf', '-inf')::DOUBLE END`
  return type === 'TIME' ? `epoch(${column})` : null
}
