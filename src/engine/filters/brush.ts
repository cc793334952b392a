import type { BrushIndex, FacetSpec, Filter, Scalar, TableRef } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { hasWordSql, ident, literal } from '../sql'
import { resolveTable, type Table } from '../tables'
import { codedFacet, type Coded } from './codes'
import { modeOf } from './facets'
import { binOf, groundFor, type Ground } from './ground'
import { inTurns } from './in-turns'
import { withoutOwn } from './own'
import { columnOf } from './shape'
import { valueText } from './value-text'

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
  const kept = await countKept(project, table, active, filter, signal)
  const facets = await inTurns(request.facets, ({ spec, values }, place) =>
    place === request.active ? Promise.resolve([]) : countPassive(project, table, active, spec, values, filter, signal)
  )
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
  const { sql, among, placeOf } = await passiveOf(project, table, spec, values, ground, signal)
  const rows = await project.rows<{ a: number | null; p: number | string | boolean | null; n: number }>(
    `SELECT ${a} AS a, ${sql} AS p, count(*) AS n FROM ${ground.from} WHERE ${ground.predicate}${among && ` AND (${among})`} GROUP BY 1, 2`,
    { signal }
  )
  const counts = new Map(rows.map(({ a: bin, p, n }) => [`${bin} ${placeOf(p)}`, n]))
  return cumulated(bins, values.length, (bin, place) => counts.get(`${bin} ${place}`) ?? 0)
}

/** What a facet is grouped by while another is brushed, and the place among the values shown of each group. */
interface Passive {
  sql: string
  /** Keeps the rows of shown values only; empty where all are. */
  among: string
  placeOf: (group: Scalar) => number
}

async function passiveOf(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'text' | 'number' | 'date' | 'missing' },
  values: readonly Scalar[],
  ground: Ground,
  signal?: AbortSignal
): Promise<Passive> {
  if (spec.kind === 'number' || spec.kind === 'date') {
    const { sql } = await binOf(project, table, spec, ground, signal)
    return { sql, among: '', placeOf: (bin) => (bin === null ? -1 : Number(bin)) }
  }
  const coded = codedFacet(ground.codes, spec)
  const column = coded?.column ?? ident(spec.column)
  if (spec.kind === 'missing') {
    // A coded column holds one value beside NULL: grouped as it is, it is counted three times faster than a test of it.
    if (coded) return { sql: column, among: '', placeOf: (group) => values.indexOf(group === null) }
    return { sql: `${column} IS NULL`, among: '', placeOf: (isMissing) => values.indexOf(isMissing) }
  }
  const places = new Map(values.map((value, place) => [value === null ? null : String(value), place]))
  const text = coded ? column : valueText(columnOf(table, spec))
  const present = values.flatMap((value) => (value === null ? [] : String(value)))
  const among = [
    ...(present.length
      ? [coded ? amongCodes(column, coded, present) : `${text} IN (${present.map(literal).join(', ')})`]
      : []),
    ...(values.includes(null) ? [`${column} IS NULL`] : [])
  ].join(' OR ')
  const valueOf = (group: Scalar): string | null =>
    group === null ? null : coded ? (coded.values[Number(group)] ?? '') : String(group)
  return { sql: text, among: among || 'false', placeOf: (group) => places.get(valueOf(group)) ?? -1 }
}

/** Codes follow frequency, so those of the values shown are mostly one run: a range is counted seven times faster than a list. */
function amongCodes(column: string, { values: known }: Coded, shown: readonly string[]): string {
  const places = new Map(known.map((value, code) => [value, code]))
  const codes = shown.flatMap((value) => places.get(value) ?? []).sort((a, b) => a - b)
  const [first, last] = [codes[0], codes.at(-1)]
  if (first === undefined || last === undefined) return 'false'
  return last - first === codes.length - 1
    ? `${column} BETWEEN ${first} AND ${last}`
    : `${column} IN (${codes.join(', ')})`
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
