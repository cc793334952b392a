import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, TableRef } from './common'
import { FigureUnit, IntervalMethod } from './findings'

const bound = z.number().min(-1_000_000).max(1_000_000)

/** How satisfaction is measured. Scores outside the scale (0 to 10 for NPS) are left out and counted. */
export const Measure = z.discriminatedUnion('kind', [
  /** Share of promoters (9, 10) less share of detractors (0 to 6), in points. */
  z.object({ kind: z.literal('nps') }),
  /** Share of scores at or above the threshold (4 on a 1–5 scale: "top two"). */
  z.object({ kind: z.literal('csat'), low: bound, high: bound, threshold: bound }),
  z.object({ kind: z.literal('mean'), low: bound, high: bound })
])
export type Measure = z.infer<typeof Measure>

/** A second table that answers are joined to: `foreignKey` of the answers holds values of `key` there. */
export const Join = z.object({ table: TableRef, key: z.string(), foreignKey: z.string() })
export type Join = z.infer<typeof Join>

/** How rows are grouped: by value, by classes of about equal size, or by period. */
export const Segmentation = z.object({
  column: z.string(),
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('value') }),
    z.object({ kind: z.literal('classes'), count: z.number().int().min(2).max(20) }),
    z.object({ kind: z.literal('period'), unit: z.enum(['month', 'quarter', 'year']) })
  ]),
  via: Join.nullable().default(null)
})
export type Segmentation = z.infer<typeof Segmentation>

export const MeasureRequest = z.object({
  table: TableRef,
  score: z.string(),
  measure: Measure,
  segment: Segmentation.nullable().default(null),
  filter: Filter.optional()
})
export type MeasureRequest = z.infer<typeof MeasureRequest>

/** A segment less all other answers together, in points for NPS and CSAT, in grades for a mean. `adjusted` is the p-value after Holm's correction. */
export const Difference = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  adjusted: z.number(),
  evidence: Evidence
})
export type Difference = z.infer<typeof Difference>

/**
 * One line of the result: all answers, or one segment. `answers` counts its rows, `n` those with a score on the scale;
 * answers = n + missing + unreadable + offScale. A masked segment (n below 5) has no value and no rows.
 */
export const SegmentResult = z.object({
  /** Value of the segment as text; null for rows without one. */
  key: z.string().nullable(),
  label: LocalizedText,
  /** Place in the natural order (of periods, of classes, of names). */
  position: z.number().int(),
  answers: z.number().int(),
  n: z.number().int(),
  missing: z.number().int(),
  unreadable: z.number().int(),
  offScale: z.number().int(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  status: z.enum(['ok', 'small', 'masked']),
  /** Parts of n, e.g. detractors, passives, promoters. */
  parts: z.array(z.object({ label: LocalizedText, n: z.number().int() })),
  difference: Difference.nullable(),
  evidence: Evidence
})
export type SegmentResult = z.infer<typeof SegmentResult>

/** The measure for all answers and by segment, worst first, masked segments last. */
export const MeasureResult = z.object({
  title: LocalizedText,
  unit: FigureUnit,
  interval: IntervalMethod,
  /** Ends of the measure's own scale. */
  scale: z.object({ min: z.number(), max: z.number() }),
  overall: SegmentResult,
  segments: z.array(SegmentResult),
  /** How it was computed, with the sources of the methods. */
  method: z.array(LocalizedText),
  /** What the reader must know of these data: answers left out, small segments, keys without a match. */
  notes: z.array(LocalizedText)
})
export type MeasureResult = z.infer<typeof MeasureResult>

/** A column whose values look like scores, with the measure that suits its scale. */
export const ScoreCandidate = z.object({
  column: z.string(),
  scale: z.object({ low: z.number(), high: z.number() }),
  measure: Measure,
  /** Share of the rows with a score on the scale; of a sample where the table is large. */
  share: z.number()
})
export type ScoreCandidate = z.infer<typeof ScoreCandidate>

/** A column that answers can be grouped by, with its number of values (of a sample where the table is large); `matched` is the share of answers that find their row in the joined table. */
export const SegmentCandidate = z.object({
  segment: Segmentation,
  groups: z.number().int(),
  matched: z.number().nullable()
})
export type SegmentCandidate = z.infer<typeof SegmentCandidate>

/** Satisfaction: what can be measured, and the measure by segment with its intervals. */
export const satisfaction = {
  /** Tables that hold score columns, the likeliest first. */
  overview: call
    .input(z.object({}).optional())
    .output(z.array(z.object({ table: TableRef, rows: z.number().int(), scores: z.array(ScoreCandidate) }))),
  /** Columns of one table, and of tables joined to it by a key, that can segment its answers. */
  segments: call.input(z.object({ table: TableRef })).output(z.array(SegmentCandidate)),
  measure: call.input(MeasureRequest).output(MeasureResult)
}
