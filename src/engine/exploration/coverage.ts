import type { Aspect, ColumnCoverage, ExplorationMap, Look, TableCoverage } from '../../contract'
import { figureKey, type Project } from '../project'
import { listTables, type Table } from '../tables'
import { columnKey, inViewSince, sightsOf, withoutGrid } from './aspects'
import { comparisonsOf } from './comparisons'
import { grouped } from './grouped'

type Seen = Pick<ColumnCoverage, 'counts' | 'looks' | 'first' | 'last'>

/** The map of all tables: what was opened, how much of it was seen, and how many comparisons that made. */
export async function explorationMap(project: Project): Promise<ExplorationMap> {
  const all = await project.looks.list()
  const looks = withoutGrid(all)
  const [seen, inView] = [seenColumns(looks), inViewSince(all)]
  return {
    tables: (await listTables(project)).map((table) => coverageOf(table, looks, seen, inView)),
    looks: looks.reduce((sum, { times }) => sum + times, 0),
    figures: new Set(looks.map(figureKey)).size,
    since: looks[0]?.first ?? null,
    comparisons: comparisonsOf(looks)
  }
}

/** The columns of one table in their order, each with the looks that showed it. */
export function columnCoverage(table: Table, looks: readonly Look[]): ColumnCoverage[] {
  const [seen, inView] = [seenColumns(looks), inViewSince(looks)]
  return table.columns.map(({ name, type }) => {
    const key = columnKey({ table: table.ref.name, column: name })
    return { name, type, ...(seen.get(key) ?? UNSEEN), inView: inView.get(key) ?? null }
  })
}

const UNSEEN: Seen = { counts: {}, looks: 0, first: null, last: null }

function coverageOf(
  table: Table,
  looks: readonly Look[],
  seen: ReadonlyMap<string, Seen>,
  inView: ReadonlyMap<string, string>
): TableCoverage {
  const { name } = table.ref
  const keys = table.columns.map((column) => columnKey({ table: name, column: column.name }))
  const own = looks.filter(({ tables }) => tables.includes(name))
  const counts: Partial<Record<Aspect, number>> = {}
  for (const look of own)
    for (const aspect of new Set(sightsOf(look).flatMap((sight) => (sight.table === name ? [sight.aspect] : []))))
      counts[aspect] = (counts[aspect] ?? 0) + look.times
  return {
    table: table.ref,
    rows: table.rows,
    opened: own.reduce((sum, { kind, times }) => sum + (kind === 'rows' ? times : 0), 0),
    columns: table.columns.length,
    seen: keys.filter((key) => seen.has(key)).length,
    inView: keys.filter((key) => !seen.has(key) && inView.has(key)).length,
    counts,
    looks: own.reduce((sum, { times }) => sum + times, 0),
    comparisons: comparisonsOf(own.filter(({ tables }) => tables[0] === name)).made,
    last: own.reduce<string | null>((last, look) => (last === null || look.last > last ? look.last : last), null)
  }
}

function seenColumns(looks: readonly Look[]): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const look of looks) {
    const byColumn = grouped(sightsOf(look), columnKey)
    for (const [key, sights] of byColumn) {
      const before = seen.get(key) ?? UNSEEN
      const counts = { ...before.counts }
      for (const { aspect } of sights) counts[aspect] = (counts[aspect] ?? 0) + look.times
      seen.set(key, {
        counts,
        looks: before.looks + look.times,
        first: before.first !== null && before.first < look.first ? before.first : look.first,
        last: before.last !== null && before.last > look.last ? before.last : look.last
      })
    }
  }
  return seen
}
