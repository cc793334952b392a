import type { ColumnInfo, Condition, FacetBin, FacetCounts, FacetSpec, Filter, Scalar } from '../../contract'
import type { Project } from '../project'
import { booleansBegun, filterPredicate, holdsShownSql, ident, isShownByLocale, text } from '../sql'
import type { Table } from '../tables'
import { codedFacet } from './codes'
import { binOf, groundFor, tableGround, type Ground } from './ground'
import { isOwn, withoutOwn } from './own'
import { columnOf } from './shape'
import { valueText } from './value-text'
import { wordRowsSql } from './words'

/** Most values or words listed. */
export const MOST_LISTED = 50

type Counted = Omit<FacetCounts, 'spec' | 'problem'>

/** One facet under the conditions of the others. */
export async function countFacet(
  project: Project,
  table: Table,
  spec: FacetSpec,
  filter: Filter,
  signal?: AbortSignal
): Promise<Counted> {
  const column = columnOf(table, spec)
  const others = withoutOwn(filter, spec)
  // Codes keep texts as SQL writes them, which are not what is searched of numbers and days.
  const isLocal = spec.kind === 'text' && spec.search !== '' && isShownByLocale(column.type)
  const ground = isLocal ? tableGround(table, others) : groundFor(project, table, others, [spec])
  const chosen = filter.all.filter((condition) => isOwn(spec, condition))
  if (spec.kind === 'text' && column.type === 'BOOLEAN')
    return countTruth(project, spec, column, ground, chosen, signal)
  if (spec.kind === 'text') return countText(project, spec, column, ground, chosen, signal)
  if (spec.kind === 'word') return countWords(project, table, spec, ground, others, chosen, signal)
  return countBins(project, table, spec, ground, signal)
}

async function countBins(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'number' | 'date' | 'missing' },
  ground: Ground,
  signal?: AbortSignal
): Promise<Counted> {
  const { sql, cut } = await binOf(project, table, spec, ground, signal)
  const rows = await project.rows<{ bin: number | null; n: number }>(
    `SELECT ${sql} AS bin, count(*) AS n FROM ${ground.from} WHERE ${ground.predicate} GROUP BY 1`,
    { signal }
  )
  const counts = new Map(rows.map(({ bin, n }) => [bin, n]))
  const missing = counts.get(null) ?? 0
  const present = rows.reduce((sum, { n }) => sum + n, 0) - missing
  if (spec.kind === 'missing') {
    const bins = [
      { value: true, n: missing },
      { value: false, n: present }
    ]
    return { unit: null, bins, missing, others: { values: 0, rows: 0 } }
  }
  const edges = cut?.edges ?? []
  const bins: FacetBin[] = edges.slice(0, -1).map((value, place) => ({
    value,
    to: edges[place + 1] ?? null,
    n: counts.get(place) ?? 0,
    ...(cut && (place < cut.first || place >= cut.first + cut.inner) ? { tail: true as const } : {})
  }))
  const shown = bins.reduce((sum, { n }) => sum + n, 0)
  const unit = typeof cut?.step === 'string' ? cut.step : null
  return { unit, bins, missing, others: { values: 0, rows: present - shown } }
}

async function countText(
  project: Project,
  spec: FacetSpec & { kind: 'text' },
  column: ColumnInfo,
  ground: Ground,
  chosen: readonly Condition[],
  signal?: AbortSignal
): Promise<Counted> {
  const coded = codedFacet(ground.codes, spec)
  const value = coded ? coded.column : valueText(column)
  const grouped = `SELECT ${value} AS v, count(*) AS n FROM ${ground.from} WHERE ${ground.predicate} GROUP BY 1`
  const picked = chosen.flatMap(({ values }) => values.flatMap((one) => (one === null ? [] : [String(one)])))
  if (coded) {
    const rows = await project.rows<{ v: number | null; n: number }>(grouped, { signal })
    const counts = rows.map(({ v, n }) => ({ value: v === null ? null : (coded.values[v] ?? null), n }))
    return listed(counts, spec.search, picked)
  }
  const found = spec.search ? searchSql(column, spec.search) : 'true'
  const rows = await project.rows<{ v: string | null; n: number; values: number; rows: number }>(
    `WITH g AS MATERIALIZED (${grouped}), found AS (SELECT v, n FROM g WHERE v IS NOT NULL AND ${found}), top AS MATERIALIZED (SELECT v, n FROM found ORDER BY n DESC, v LIMIT ${MOST_LISTED}), whole AS (SELECT count(*) AS "values", sum(n)::BIGINT AS "rows" FROM found)
SELECT v, n, "values", "rows" FROM top, whole
UNION ALL SELECT v, n, 0, 0 FROM g WHERE v IS NULL${picked.length ? ` OR (v IN (${picked.map(text).join(', ')}) AND v NOT IN (SELECT v FROM top))` : ''}`,
    { signal }
  )
  const top = rows.filter((row) => row.values > 0)
  const first = top[0]
  const extra = rows.filter((row) => row.values === 0 && row.v !== null)
  const bins = ordered(
    [...top, ...extra].map(({ v, n }) => ({ value: v, n })),
    picked
  )
  const shown = top.reduce((sum, { n }) => sum + n, 0)
  return {
    unit: null,
    bins,
    missing: rows.find(({ v }) => v === null)?.n ?? 0,
    others: { values: (first?.values ?? 0) - top.length, rows: (first?.rows ?? 0) - shown }
  }
}

/** A search finds numbers and days as they are listed, and other values whatever their accents. */
function searchSql({ type }: ColumnInfo, search: string): string {
  if (isShownByLocale(type)) return holdsShownSql('v', type, search)
  return `contains(lower(strip_accents(v)), lower(strip_accents(${text(search)})))`
}

/** A facet of truth values, which are searched by the words that stand for them. */
async function countTruth(
  project: Project,
  spec: FacetSpec & { kind: 'text' },
  column: ColumnInfo,
  ground: Ground,
  chosen: readonly Condition[],
  signal?: AbortSignal
): Promise<Counted> {
  const all = await countText(project, { ...spec, search: '' }, column, ground, chosen, signal)
  const found = booleansBegun(spec.search).map(String)
  const picked = chosen.flatMap(({ values }) => values.map(String))
  return { ...all, bins: all.bins.filter(({ value }) => [...found, ...picked].includes(String(value))) }
}

/** The top of counted values that a search finds, with the picked ones whatever their rank. */
function listed(counts: readonly FacetBin[], search: string, picked: readonly string[]): Counted {
  const missing = counts.find(({ value }) => value === null)?.n ?? 0
  const wanted = plainText(search)
  const found = counts
    .filter(({ value }) => value !== null && plainText(String(value)).includes(wanted))
    .sort((a, b) => b.n - a.n || (String(a.value) < String(b.value) ? -1 : 1))
  const top = found.slice(0, MOST_LISTED)
  const extra = counts.filter((bin) => picked.includes(String(bin.value)) && bin.value !== null && !top.includes(bin))
  const rest = found.slice(MOST_LISTED)
  return {
    unit: null,
    bins: ordered([...top, ...extra], picked),
    missing,
    others: { values: rest.length, rows: rest.reduce((sum, { n }) => sum + n, 0) }
  }
}

async function countWords(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'word' },
  ground: Ground,
  conditions: readonly Condition[],
  chosen: readonly Condition[],
  signal?: AbortSignal
): Promise<Counted> {
  const picked = chosen.flatMap(({ values }) => values.map((word) => String(word).toLowerCase()))
  const coded = codedFacet(ground.codes, spec)
  if (coded && !spec.search && picked.every((word) => coded.values.includes(word))) {
    const sums = coded.values.map((_, bit) => `sum((${coded.column} >> ${bit}) & 1)::BIGINT`)
    const [row] = await project.rows<{ n: number[]; missing: number }>(
      `SELECT [${sums.join(', ') || 'NULL::BIGINT'}] AS n, count(*) FILTER (${coded.column} IS NULL) AS missing FROM ${ground.from} WHERE ${ground.predicate}`,
      { signal }
    )
    const counts = coded.values.map((value, bit) => ({ value, n: row?.n[bit] ?? 0 }))
    return {
      ...listed(
        counts.filter(({ n }) => n > 0),
        '',
        picked
      ),
      missing: row?.missing ?? 0
    }
  }
  const predicate = filterPredicate({ all: [...conditions] }, table.columns)
  const rows = await project.rows<{ word: string; n: number; place: number; all: number }>(
    `WITH g AS (SELECT word, count(*) AS n FROM (${wordRowsSql(table.sql, spec.column, predicate, spec.search, picked)}) GROUP BY word), r AS (SELECT *, row_number() OVER (ORDER BY n DESC, word) AS place, count(*) OVER () AS "all" FROM g)
SELECT * FROM r WHERE place <= ${MOST_LISTED}${picked.length ? ` OR word IN (${picked.map(text).join(', ')})` : ''}`,
    { signal }
  )
  const [none] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM ${table.sql} WHERE ${predicate} AND ${ident(spec.column)} IS NULL`,
    { signal }
  )
  const bins = ordered(
    rows.map(({ word, n }) => ({ value: word, n })),
    picked
  )
  const others = Math.max(0, (rows[0]?.all ?? 0) - rows.length)
  return { unit: null, bins, missing: none?.n ?? 0, others: { values: others, rows: 0 } }
}

/** By size; picked values stay in the list where no row is left of them. */
function ordered(bins: readonly FacetBin[], picked: readonly string[]): FacetBin[] {
  const present = new Set(bins.map(({ value }) => String(value)))
  const gone = [...new Set(picked)]
    .filter((value) => !present.has(value))
    .map((value) => ({ value: value as Scalar, n: 0 }))
  return [...bins].sort((a, b) => b.n - a.n || (String(a.value) < String(b.value) ? -1 : 1)).concat(gone)
}

function plainText(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
