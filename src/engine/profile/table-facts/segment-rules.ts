import { setImmediate } from 'node:timers/promises'
import type { ColumnProfile, Dependency } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { ident } from '../../sql'
import { drawRows } from '../sampling'
import { asDependency, eligible, readCodes, SCREENED_ROWS, type DependencyWork } from './dependencies'
import { valueSql } from './dependency-sql'
import { isLabel } from './scattered'
import { coded, holds, screenOne, type Codes } from './screen'

/** Columns that are looked at, categories that rules are looked for in, and the values that one of these may have. */
const MOST_COLUMNS = 24
const MOST_CATEGORIES = 4
const MOST_SEGMENTS = 12
/** Rows of the sample that a segment must have, rows of the table; rules that are counted over all rows, and how much worse they may be on the sample. */
const LEAST_SAMPLED = 60
const LEAST_ROWS = 100
const MOST_COUNTED = 8
const SLACK = 1.5
/** Rows of a group that says what goes together, share of a segment in such groups, how many groups, and how many different usual values. */
const LARGE = 8
const IN_LARGE = 0.8
const LEAST_GROUPS = 5
const LEAST_USUAL = 4
/** Share of what breaks a rule that must be usual in another group of the segment, or rare. */
const KNOWN = 0.9
/** Share of the other rows that must break the rule for it to be one of the segment. */
const FAILS = 0.2
/** Share of all rows that these others must have: a few in values of the category that are slips themselves say nothing. */
const ELSEWHERE = 0.05

/** A dependency of one column on another within some values of a category; the others break it. */
export interface SegmentRule {
  category: string
  segments: string[]
  /** As counted in these segments. */
  dependency: Dependency
}

interface Candidate {
  category: ColumnProfile
  x: ColumnProfile
  y: ColumnProfile
  /** Rows of the sample that it is kept in. */
  kept: number
}

/**
 * Conditional functional dependencies with a variable pattern (P. Bohannon and others, "Conditional functional dependencies for data
 * cleaning", ICDE 2007): within France the post code tells the town, abroad it does not. Those of `known` hold everywhere, or nearly. Screened on a sample of
 * the rows, then counted over all.
 */
export async function findSegmentRules(work: DependencyWork, known: readonly Dependency[]): Promise<SegmentRule[]> {
  const labels = eligible(work.columns)
    .taken.filter((column) => isLabel(column) || column.family === 'boolean')
    .slice(0, MOST_COLUMNS)
  const categories = labels.filter(isCategory).slice(0, MOST_CATEGORIES)
  if (!categories.length || labels.length < 3) return []
  const codes = await readCodes(work, drawRows(work.table, SCREENED_ROWS).sql, labels)
  const isKnown = ({ name }: ColumnProfile, dependent: ColumnProfile): boolean =>
    known.some((one) => one.determinant.join() === name && one.dependent === dependent.name)
  const candidates: Candidate[] = []
  for (const category of categories) {
    const others = labels.filter((column) => column !== category && !isKnown(category, column))
    candidates.push(
      ...(await screened(codes, { labels, category, others, signal: work.signal })).filter(
        ({ x, y }) => !isKnown(x, y) && isLabel(y)
      )
    )
  }
  const found: SegmentRule[] = []
  for (const candidate of candidates.sort((a, b) => b.kept - a.kept).slice(0, MOST_COUNTED)) {
    const rule = await counted(work, candidate)
    if (rule) found.push(rule)
  }
  return found
}

function isCategory({ semantic, family, distinct }: ColumnProfile): boolean {
  return (
    ['category', 'boolean'].includes(semantic.kind) &&
    (family === 'text' || family === 'boolean') &&
    distinct >= 2 &&
    distinct <= MOST_SEGMENTS
  )
}

interface Screening {
  labels: readonly ColumnProfile[]
  category: ColumnProfile
  others: readonly ColumnProfile[]
  signal?: AbortSignal
}

/** The rules that at least one segment of a category keeps on the sample. */
async function screened(codes: Codes, { labels, category, others, signal }: Screening): Promise<Candidate[]> {
  const own = codes[labels.indexOf(category)]
  const places = others.map((column) => labels.indexOf(column))
  const found = new Map<string, Candidate>()
  for (let segment = 0; segment < (own?.size ?? 0); segment++) {
    throwIfCancelled(signal)
    await setImmediate()
    const rows = Int32Array.from(own?.codes.keys() ?? []).filter((row) => own?.codes[row] === segment)
    if (rows.length < LEAST_SAMPLED) continue
    const within = codes.map((column, place) =>
      coded(places.includes(place) ? Int32Array.from(rows, (row) => column.codes[row] ?? -1) : new Int32Array())
    )
    for (const place of places)
      for (const { dependent } of screenOne(
        within,
        place,
        places.filter((other) => other !== place),
        SLACK
      )) {
        // prettier-ignore
        const [x, y] = [labels[place], labels[dependent]]
        if (!x || !y) continue
        const one = found.get(`${place} ${dependent}`) ?? { category, x, y, kept: 0 }
        found.set(`${place} ${dependent}`, { ...one, kept: one.kept + rows.length })
      }
  }
  return [...found.values()]
}

type Segment = {
  segment: string
  n: number
  repeated: number
  violations: number
  known: number
  commonest: number
  groups: number
  large: number
  usual: number
}

/** The segments of all rows that keep a rule; null where none does, or where the others keep it too. */
async function counted({ connection, table, signal }: DependencyWork, { category, x, y }: Candidate) {
  const segments = await connection.rows<Segment>(segmentsSql(table.sql, { category, x, y }), { signal })
  const keeps = segments.filter(
    (one) =>
      one.n >= LEAST_ROWS &&
      holds(one, one.commonest) !== null &&
      one.large >= IN_LARGE * one.n &&
      one.groups >= LEAST_GROUPS &&
      one.usual >= LEAST_USUAL &&
      one.known >= KNOWN * one.violations
  )
  const sum = (of: readonly Segment[], what: 'n' | 'repeated' | 'violations'): number =>
    of.reduce((total, one) => total + one[what], 0)
  const others = segments.filter((one) => !keeps.includes(one))
  const elsewhere = sum(others, 'n')
  if (!keeps.length || elsewhere < ELSEWHERE * sum(segments, 'n') || sum(others, 'violations') < FAILS * elsewhere)
    return null
  const [n, repeated, violations] = [sum(keeps, 'n'), sum(keeps, 'repeated'), sum(keeps, 'violations')]
  return {
    category: category.name,
    segments: keeps.map(({ segment }) => segment),
    dependency: asDependency([x], y, { n, repeated, violations })
  }
}

function segmentsSql(table: string, { category, x, y }: Omit<Candidate, 'kept'>): string {
  return `WITH cells AS MATERIALIZED (
  SELECT c, x, y, count(*) AS cell FROM (SELECT ${ident(category.name)}::VARCHAR AS c, ${valueSql(x)} AS x, ${valueSql(y)} AS y FROM ${table})
  WHERE c IS NOT NULL AND x IS NOT NULL AND y IS NOT NULL GROUP BY ALL
),
groups AS MATERIALIZED (SELECT c, x, sum(cell) AS of, max(cell) AS most, arg_max(y, cell) AS usual FROM cells GROUP BY ALL),
totals AS MATERIALIZED (SELECT c, y, sum(cell) AS n FROM cells GROUP BY ALL),
others AS (SELECT cells.c, sum(cell) AS known FROM cells JOIN groups AS g USING (c, x) JOIN totals AS t ON t.c = cells.c AND t.y = cells.y
  WHERE cells.y <> g.usual AND (t.n <= 2 OR (cells.c, cells.y) IN (SELECT (c, usual) FROM groups)) GROUP BY ALL),
shares AS (SELECT c, max(n) / sum(n) AS commonest FROM totals GROUP BY ALL)
SELECT g.c AS segment, sum(of)::BIGINT AS n, coalesce(sum(of) FILTER (of > 1), 0)::BIGINT AS repeated, sum(of - most)::BIGINT AS violations,
  coalesce(any_value(known), 0)::BIGINT AS known, any_value(commonest) AS commonest, count(*) FILTER (of >= ${LARGE}) AS groups,
  coalesce(sum(of) FILTER (of >= ${LARGE}), 0)::BIGINT AS large, count(DISTINCT usual) FILTER (of >= ${LARGE}) AS usual
FROM groups AS g LEFT JOIN others USING (c) JOIN shares USING (c) GROUP BY g.c ORDER BY g.c`
}
