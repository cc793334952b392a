import type { Difference, MeasureRequest, MeasureResult, SegmentResult } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { holm } from '../stats/compare'
import { countsSql } from './answers-sql'
import { differenceToRest, estimate, MASKED_BELOW, natureOf, partsOf, SMALL_BELOW, type Counts } from './estimate'
import { differenceEvidence, evidenceOf, type Group } from './evidence'
import { chosenNotes, methodOf, notesOf } from './notes'
import { planMeasure, type MeasurePlan } from './plan'
import { resultTitle, segmentLabel } from './words'

const MOST_SEGMENTS = 500

type CountRow = Required<Omit<Counts, 'mean' | 'sd'>> & {
  overall: number
  segment: string | null
  answers: number
  missing: number
  unreadable: number
  off_scale: number
  mean: number | null
  sd: number | null
}

/**
 * The satisfaction measure of a table for all answers and by segment, each with n, a 95 % interval, its difference to
 * the rest, and the queries that prove it. All counts come from DuckDB in one pass.
 */
export async function measureSatisfaction(
  project: Project,
  request: MeasureRequest,
  signal?: AbortSignal
): Promise<MeasureResult> {
  const plan = await planMeasure(project, request, signal)
  const rows = await project.rows<CountRow>(countsSql(plan.query), { signal })
  const total = rows.find(({ overall }) => overall === 1)
  if (!total) throw new Error('the totals are missing from the counts')
  const groups = request.segment ? rows.filter(({ overall }) => overall === 0).sort(naturalOrder) : []
  if (groups.length > MOST_SEGMENTS) throw tooMany(groups.length)
  const match = plan.matchSql
    ? await project.rows<{ unmatched: number; undecided: number }>(plan.matchSql, { signal })
    : []
  const [chosen] = plan.chosenSql ? await project.rows<{ n: number }>(plan.chosenSql, { signal }) : []
  const overall = resultOf(plan, total, undefined, 0)
  const segments = withDifferences(plan, total, groups)
  const compared = segments.filter(({ difference }) => difference).length
  return {
    title: resultTitle(request),
    ...natureOf(request.measure),
    overall,
    segments: segments.sort(worstFirst),
    method: methodOf(request.measure, compared),
    notes: [...chosenNotes(plan, chosen?.n ?? 0), ...notesOf(plan, overall, segments, match[0] ?? null)]
  }
}

function withDifferences(plan: MeasurePlan, total: CountRow, groups: readonly CountRow[]): SegmentResult[] {
  const { measure } = plan.request
  const compared = groups.map((row) => (groups.length > 1 ? differenceToRest(measure, total, row) : null))
  const adjusted = holm(compared.flatMap((difference) => difference?.p ?? []))
  // A difference of shares is told in points, not in percent of anything.
  const scale = measure.kind === 'csat' ? 100 : 1
  let next = 0
  return groups.map((row, position) => {
    const found = compared[position]
    const result = resultOf(plan, row, row.segment, position)
    if (!found) return result
    const group = { key: row.segment, label: result.label, n: row.n }
    const difference: Difference = {
      value: scale * found.value,
      low: scale * found.low,
      high: scale * found.high,
      p: found.p,
      adjusted: adjusted[next++] ?? found.p,
      evidence: differenceEvidence(plan, group)
    }
    return { ...result, difference }
  })
}

function resultOf(plan: MeasurePlan, row: CountRow, key: string | null | undefined, position: number): SegmentResult {
  const { measure, segment } = plan.request
  const label =
    key === undefined || !segment ? { fr: 'Ensemble', en: 'All answers' } : segmentLabel(key, segment.by, plan)
  const group: Group = { key, label, n: row.n }
  const masked = row.n < MASKED_BELOW
  const found = masked ? null : estimate(measure, row)
  return {
    key: key ?? null,
    label,
    position,
    answers: row.answers,
    n: row.n,
    missing: row.missing,
    unreadable: row.unreadable,
    offScale: row.off_scale,
    value: found?.value ?? null,
    low: found?.low ?? null,
    high: found?.high ?? null,
    status: masked ? 'masked' : row.n < SMALL_BELOW ? 'small' : 'ok',
    parts: masked ? [] : partsOf(measure, row),
    difference: null,
    evidence: evidenceOf(plan, group, masked)
  }
}

const collator = new Intl.Collator('fr', { numeric: true })

/** Names by alphabet, numbers and periods by size, rows without a segment last. */
function naturalOrder(a: CountRow, b: CountRow): number {
  if (a.segment === null || b.segment === null) return Number(a.segment === null) - Number(b.segment === null)
  return collator.compare(a.segment, b.segment) || (a.segment < b.segment ? -1 : 1)
}

function worstFirst(a: SegmentResult, b: SegmentResult): number {
  return (a.value ?? Infinity) - (b.value ?? Infinity) || a.position - b.position
}

function tooMany(n: number): Error {
  return fail(
    'limit',
    {
      fr: `Cette colonne fait ${n} segments\u00a0: c’est trop pour les comparer.`,
      en: `This column makes ${n} segments: too many to compare.`
    },
    {
      hint: {
        fr: 'Choisissez une colonne à moins de valeurs, ou regroupez ses valeurs dans Préparer.',
        en: 'Choose a column with fewer values, or group its values in Prepare.'
      }
    }
  )
}
