import type { BrushIndex, FacetSpec, Filter, Scalar, TableRef } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { hasWordSql, ident, literal, text } from '../sql'
import { resolveTable, type Table } from '../tables'
import { codedFacet } from './codes'
import { modeOf } from './facets'
import { binOf, groundFor, type Ground } from './ground'
import { withoutOwn } from './own'

export interface BrushRequest {
  table: TableRef
  filter: Filter
  facets: readonly { spec: FacetSpec; values: readonly Scalar[] }[]
  active: number
}

/** Counts every facet by bin of the active one, once, so that each move of a brush is a difference of two vectors. */
export async function brushIndex(project: Project, request: BrushRequest, signal?: AbortSignal): Promise<BrushIndex> {
  const begun = performance.now()
  const table = await resolveTable(project, request.table)
  const active = request.facets[request.active]?.spec
  if (!active || (active.kind !== 'number' && active.kind !== 'date')) throw notAHistogram()
  const { filter } = request
  const specs = request.facets.map(({ spec }) => spec)
  const [kept, ...facets] = await Promise.all([
    countKept(project, table, active, filter, signal),
    ...request.facets.map(({ spec, values }, place) =>
      place === request.active
        ? Promise.resolve([])
        : countPassive(project, table, active, spec, values, filter, signal)
    )
  ])
  return { kept, facets, mode: modeOf(project, table, filter, specs), took: performance.now() - begun }
}

type Active = FacetSpec & { kind: 'number' | 'date' }

async function countKept(
  project: Project,
  table: Table,
  active: Active,
  filter: Filter,
  signal?: AbortSignal
): Promise<number[]> {
  const ground = groundFor(project, table, withoutOwn(filter, active), [active])
  const { sql, cut } = await binOf(project, table, active, ground, signal)
  const rows = await project.rows<{ a: number | null; n: number }>(
    `SELECT ${sql} AS a, count(*) AS n FROM ${ground.from} WHERE ${ground.predicate} GROUP BY 1`,
    { signal }
  )
  const counts = new Map(rows.map(({ a, n }) => [a, n]))
  return cumulated(binsIn(cut), 1, (bin) => counts.get(bin) ?? 0).map(([n]) => n ?? 0)
}

async function countPassive(
  project: Project,
  table: Table,
  active: Active,
  spec: FacetSpec,
  values: readonly Scalar[],
  filter: Filter,
  signal?: AbortSignal
): Promise<number[][]> {
  const ground = groundFor(project, table, withoutOwn(filter, active, spec), [active, spec], values)
  const { sql: a, cut } = await binOf(project, table, active, ground, signal)
  const bins = binsIn(cut)
  if (spec.kind === 'word') {
    const sums = values.map((word) => `count(*) FILTER (${wordTest(ground, spec, String(word))})`)
    const rows = await project.rows<{ a: number | null; n: number[] }>(
      `SELECT ${a} AS a, [${sums.join(', ') || 'NULL::BIGINT'}] AS n FROM ${ground.from} WHERE ${ground.predicate} GROUP BY 1`,
      { signal }
    )
    const counts = new Map(rows.map((row) => [row.a, row.n]))
    return cumulated(bins, values.length, (bin, place) => counts.get(bin)?.[place] ?? 0)
  }
  const passive = await passiveSql(project, table, spec, values, ground, signal)
  const rows = await project.rows<{ a: number | null; p: number | null; n: number }>(
    `SELECT * FROM (SELECT ${a} AS a, ${passive} AS p, count(*) AS n FROM ${ground.from} WHERE ${ground.predicate} GROUP BY 1, 2) WHERE a BETWEEN 0 AND ${bins - 1} AND p BETWEEN 0 AND ${values.length - 1}`,
    { signal }
  )
  const counts = new Map(rows.map(({ a: bin, p, n }) => [(bin ?? 0) * values.length + (p ?? 0), n]))
  return cumulated(bins, values.length, (bin, place) => counts.get(bin * values.length + place) ?? 0)
}

/** SQL of the place, among the values shown, of a row's value; NULL or beyond where it is not shown. */
async function passiveSql(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'text' | 'number' | 'date' | 'missing' },
  values: readonly Scalar[],
  ground: Ground,
  signal?: AbortSignal
): Promise<string> {
  if (spec.kind === 'number' || spec.kind === 'date') return (await binOf(project, table, spec, ground, signal)).sql
  const coded = codedFacet(ground.codes, spec)
  const value = coded?.column ?? ident(spec.column)
  if (spec.kind === 'missing')
    return `CASE WHEN ${value} IS NULL THEN ${values.indexOf(true)} ELSE ${values.indexOf(false)} END`
  if (!coded) {
    const listed = values.flatMap((one) => (one === null ? [] : text(String(one))))
    const place = listed.length ? `list_position([${listed.join(', ')}], ${value}::VARCHAR) - 1` : 'NULL'
    return placed(values, value, place)
  }
  const byCode = Array.from({ length: coded.values.length }, () => -1)
  const places = new Map(coded.values.map((one, code) => [one, code]))
  const shown = values.filter((one) => one !== null)
  shown.forEach((one, place) => {
    const code = places.get(String(one))
    if (code !== undefined) byCode[code] = place
  })
  return placed(values, value, `list_extract([${byCode.map(literal).join(', ')}], ${value}::INTEGER + 1)`)
}

/** Missing values stand last among those shown, where they are shown at all. */
function placed(values: readonly Scalar[], value: string, place: string): string {
  return values.at(-1) === null ? `CASE WHEN ${value} IS NULL THEN ${values.length - 1} ELSE ${place} END` : place
}

function wordTest(ground: Ground, spec: FacetSpec, word: string): string {
  const coded = codedFacet(ground.codes, spec)
  const bit = coded?.values.indexOf(word) ?? -1
  if (!coded) return hasWordSql(ident(spec.column), [word])
  return `((${coded.column} >> ${bit}) & 1) = 1`
}

function binsIn(cut: { edges: readonly Scalar[] } | null): number {
  return Math.max(0, (cut?.edges.length ?? 0) - 1)
}

/** By edge, the sums of all bins below it; the first edge has none. */
function cumulated(bins: number, width: number, count: (bin: number, place: number) => number): number[][] {
  const sums = [Array.from({ length: width }, () => 0)]
  for (let bin = 0; bin < bins; bin++) sums.push((sums[bin] ?? []).map((sum, place) => sum + count(bin, place)))
  return sums
}

function notAHistogram(): Error {
  return fail('input', {
    fr: 'Seul un histogramme de nombres ou de dates se parcourt à la brosse.',
    en: 'Only a histogram of numbers or dates can be brushed.'
  })
}
