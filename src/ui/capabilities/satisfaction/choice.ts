import type {
  Filter,
  Measure,
  MeasureRequest,
  ScoreCandidate,
  SegmentCandidate,
  Segmentation,
  TableRef
} from '../../../contract'

/** A table with the score columns found in it. */
export type ScoredTable = { table: TableRef; rows: number; scores: readonly ScoreCandidate[] }

/** What the address says is measured; what it does not say, or says wrongly, is the likeliest found. */
export type Choice = { scored: ScoredTable; score: ScoreCandidate; measure: Measure }

type Params = Readonly<Record<string, string>>

/** The table, score and measure of the address. */
export function readChoice(found: readonly ScoredTable[], params: Params): Choice | null {
  const scored = found.find(({ table }) => `${table.schema}.${table.name}` === params.table) ?? found[0]
  const score = scored?.scores.find(({ column }) => column === params.score) ?? scored?.scores[0]
  if (!scored || !score) return null
  return { scored, score, measure: readMeasure(params.measure, score) }
}

/** A measure as one param: `nps`, `csat:4`, `mean`; its scale is that of the column. */
export function measureParam(measure: Measure): string {
  return measure.kind === 'csat' ? `csat:${measure.threshold}` : measure.kind
}

/** The inverse of `measureParam`; the measure that suits the column where it says nothing that does. */
export function readMeasure(param: string | undefined, { measure, scale }: ScoreCandidate): Measure {
  const [kind, threshold] = (param ?? '').split(':')
  if (kind === 'nps' && canBeNps(scale)) return { kind: 'nps' }
  if (kind === 'mean') return { kind: 'mean', ...scale }
  if (kind !== 'csat') return measure
  const from = Number(threshold)
  return { kind: 'csat', ...scale, threshold: from > scale.low && from <= scale.high ? from : topTwo(scale) }
}

/** The usual threshold of satisfaction: the two highest grades. */
export function topTwo(scale: ScoreCandidate['scale']): number {
  return scale.high - 1
}

/** NPS is defined on 0 to 10 only. */
export function canBeNps(scale: ScoreCandidate['scale']): boolean {
  return scale.low === 0 && scale.high === 10
}

/** A segment candidate as one param. */
export function segmentParam({ segment: { column, via } }: SegmentCandidate): string {
  return JSON.stringify([column, ...(via ? [via.table.name] : [])])
}

/** The segmentation of the address: the candidate it names, with its period or number of classes. */
export function readSegment(candidates: readonly SegmentCandidate[], params: Params): Segmentation | null {
  if (params.segment === 'none') return null
  const named = candidates.find((candidate) => segmentParam(candidate) === params.segment)
  const segment = (named ?? candidates[0])?.segment
  if (!segment) return null
  const { by } = segment
  if (by.kind === 'period' && (params.unit === 'quarter' || params.unit === 'year'))
    return { ...segment, by: { kind: 'period', unit: params.unit } }
  const count = Number(params.classes)
  if (by.kind === 'classes' && Number.isInteger(count) && count >= 2 && count <= 20)
    return { ...segment, by: { kind: 'classes', count } }
  return segment
}

/** The request that the choices make. */
export function requestOf(
  { scored, score, measure }: Choice,
  segment: Segmentation | null,
  filter?: Filter
): MeasureRequest {
  return { table: scored.table, score: score.column, measure, segment, ...(filter ? { filter } : {}) }
}
