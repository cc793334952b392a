import { z } from 'zod'
import { call } from './call'
import { LocalizedText } from './common'
import { EstimateSource } from './workstreams'

export const PriorityMethod = z.enum(['rice', 'value-effort'])
export type PriorityMethod = z.infer<typeof PriorityMethod>

/** One number that went into a score, as it was used. */
export const ScoreInput = z.object({
  name: z.enum(['reach', 'impact', 'confidence', 'value', 'effort']),
  label: LocalizedText,
  value: z.number(),
  unit: LocalizedText,
  source: EstimateSource
})
export type ScoreInput = z.infer<typeof ScoreInput>

export const Quadrant = z.enum(['quick-win', 'big-bet', 'fill-in', 'money-pit'])
export type Quadrant = z.infer<typeof Quadrant>

export const RankedRow = z.object({
  workstreamId: z.string(),
  title: z.string(),
  /** 1-based; equal scores share a rank and the next one is skipped (1, 2, 2, 4). */
  rank: z.number().int(),
  tied: z.boolean(),
  score: z.number(),
  inputs: z.array(ScoreInput),
  /** The computation with its numbers in it. */
  computation: LocalizedText,
  /** Of value/effort only. */
  quadrant: Quadrant.nullable()
})
export type RankedRow = z.infer<typeof RankedRow>

/** A ranking that can be checked by hand. Workstreams that cannot be ranked stand apart with what they lack. */
export const Ranking = z.object({
  method: PriorityMethod,
  title: LocalizedText,
  formula: LocalizedText,
  /** The method in plain words, where it comes from, and where it misleads. */
  explanation: LocalizedText,
  /** Unit of the scores. */
  unit: LocalizedText,
  rows: z.array(RankedRow),
  missing: z.array(
    z.object({ workstreamId: z.string(), title: z.string(), missing: z.array(LocalizedText), reason: LocalizedText })
  ),
  /** Borders of the quadrants: medians of the ranked rows; null without rows and for RICE. */
  medians: z.object({ value: z.number(), effort: z.number(), rule: LocalizedText }).nullable(),
  valueUnit: z.enum(['points', 'eur']).nullable(),
  notes: z.array(LocalizedText)
})
export type Ranking = z.infer<typeof Ranking>

export const prioritise = {
  rank: call.input(z.object({ method: PriorityMethod })).output(Ranking)
}
