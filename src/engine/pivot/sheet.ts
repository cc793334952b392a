import type { PivotKey, PivotSpec } from '../../contract'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { compilePivot } from './compile'
import { preparePivot } from './prepare'

interface SheetRequest {
  spec: PivotSpec
  rows: PivotKey[][]
  columns: PivotKey[][]
  names: string[]
  labels: string[][]
}

/** The table as it stands on the screen, as one query: a row a group of rows, a column a group of columns and measure. */
export async function pivotSheet(project: Project, request: SheetRequest, signal?: AbortSignal): Promise<string> {
  const { spec, rows, columns, labels } = request
  const prepared = await preparePivot(project, spec, signal)
  const names = distinct(request.names)
  const heads = spec.rows.map((_, at) => `l${at + 1}`)
  const keys = spec.rows.map((_, at) => `k${at + 1}`)
  const placed = rows.map((path, place) => {
    const own = spec.rows.map((_, at) => valueSql(path[at]))
    const told = spec.rows.map((_, at) => text(labels[place]?.[at] ?? ''))
    return `(${[place, levelOf(path, spec.rows.length), othersOf(path), ...own, ...told].join(', ')})`
  })
  const across = columns.map((path, place) => {
    const own = spec.columns.map((_, at) => valueSql(path[at]))
    return `(${[place, levelOf(path, spec.columns.length), othersOf(path), ...own].join(', ')})`
  })
  const groups = spec.columns.map((_, at) => `g${at + 1}`)
  const same = [
    ...['cells.gr = o.gr', 'cells.ro = o.ro', 'cells.gc = p.gc', 'cells.co = p.co'],
    ...keys.map((key, at) => `cells.r${at + 1} IS NOT DISTINCT FROM o.${key}`),
    ...groups.map((group, at) => `cells.c${at + 1} IS NOT DISTINCT FROM p.${group}`)
  ]
  // Lists, then their items: an aggregate for each column takes seconds to plan where there are hundreds.
  const lists = spec.measures.map((_, at) => `list(m${at + 1} ORDER BY p.place) AS m${at + 1}`)
  const wide = columns.flatMap(
    (_, place) =>
    spec.measures.map((_, at) => `wide.m${at + 1}[${place + 1}] AS ${ident(names[spec.rows.length + place * spec.measures.length + at] ?? '')}`) // prettier-ignore
  )
  return `WITH cells AS (
${compilePivot(prepared)}
),
o(${['place', 'gr', 'ro', ...keys, ...heads].join(', ')}) AS (VALUES ${placed.join(',\n  ')}),
p(${['place', 'gc', 'co', ...groups].join(', ')}) AS (VALUES ${across.join(',\n  ')}),
wide AS (
  SELECT ${['o.place', ...heads.map((head) => `any_value(o.${head}) AS ${head}`), ...lists].join(', ')}
  FROM o CROSS JOIN p LEFT JOIN cells ON ${same.join(' AND ')}
  GROUP BY o.place
)
SELECT ${[...heads.map((head, at) => `wide.${head} AS ${ident(names[at] ?? '')}`), ...wide].join(',\n  ')}
FROM wide
ORDER BY wide.place`
}

function valueSql(key: PivotKey | undefined): string {
  return !key || 'others' in key || key.value === null ? 'NULL::VARCHAR' : text(key.value)
}

function othersOf(path: readonly PivotKey[]): number {
  return path.findIndex((key) => 'others' in key) + 1
}

/** The cells of others stand at the level of all fields. */
function levelOf(path: readonly PivotKey[], fields: number): number {
  return othersOf(path) ? fields : path.length
}

/** Names of columns, each once whatever its case. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map((name) => {
    let one = name || '–'
    for (let n = 2; seen.has(one.toLowerCase()); n++) one = `${name} (${n})`
    seen.add(one.toLowerCase())
    return one
  })
}
