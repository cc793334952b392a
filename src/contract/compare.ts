import { z } from 'zod'
import { call, jobEvents } from './call'
import { Evidence, Filter, LocalizedText, TableRef } from './common'
import { ColumnProfile, Histogram } from './profile'
import { ColumnInfo } from './tables'

/**
 * One side of a comparison: a table (`raw` as loaded, `clean` as its recipe makes it), or the rows of it that a filter
 * keeps; or a delivery of a source: the rows that came with it, or the whole table as it stood after it; or the rest:
 * every row of the other side's table that is not on the other side, those whose values its filter cannot judge
 * (missing) among them. `before`: the raw rows that the rows of the other side, of a prepared table, were made of.
 */
export const CompareSide = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), table: TableRef, filter: Filter.optional() }),
  z.object({
    kind: z.literal('delivery'),
    source: z.string(),
    delivery: z.string(),
    rows: z.enum(['arrived', 'whole'])
  }),
  z.object({ kind: z.literal('rest') }),
  z.object({ kind: z.literal('before') })
])
export type CompareSide = z.infer<typeof CompareSide>

/** A column of the first side and the one of the second that it is compared with. */
export const ColumnPairing = z.object({ a: z.string(), b: z.string() })
export type ColumnPairing = z.infer<typeof ColumnPairing>

/** What to compare; `pairs` are columns of different names paired by hand, the others are paired by name. */
export const CompareRequest = z.object({
  a: CompareSide,
  b: CompareSide,
  pairs: z.array(ColumnPairing).max(10_000).default([])
})
export type CompareRequest = z.infer<typeof CompareRequest>

/** A side as it was read. */
export const ComparedSide = z.object({
  label: LocalizedText,
  table: TableRef,
  /** Which of its rows, in words. */
  words: LocalizedText,
  /**
   * Of the rest: how many of its rows are there for want of a value in a column of the filter. Of rows before the recipe:
   * where they are not one for each row of the other side.
   */
  note: LocalizedText.nullable(),
  rows: z.number().int(),
  columns: z.number().int(),
  evidence: Evidence
})
export type ComparedSide = z.infer<typeof ComparedSide>

/**
 * Whether chance may explain a difference. `independent`: rows of one side are not on the other, so each column is
 * tested. `same_rows`: both sides are states of the same rows, every difference is a change. `overlap`: `shared` rows
 * stand on both sides (null where they cannot be counted), which no test here allows for.
 */
export const RowsShared = z.object({
  kind: z.enum(['independent', 'same_rows', 'overlap']),
  shared: z.number().int().nullable(),
  reason: LocalizedText
})
export type RowsShared = z.infer<typeof RowsShared>

/** The facts of one column on one side: those of its profile. */
export const SideColumn = ColumnProfile.pick({
  name: true,
  type: true,
  family: true,
  reading: true,
  semantic: true,
  rows: true,
  missing: true,
  blank: true,
  distinct: true,
  min: true,
  max: true,
  numeric: true
})
export type SideColumn = z.infer<typeof SideColumn>

/** By what two columns are compared: measures in shared bins, values, lengths of texts, or presence alone. */
export const CompareBasis = z.enum(['measure', 'values', 'lengths', 'presence'])
export type CompareBasis = z.infer<typeof CompareBasis>

/**
 * One class of the two distributions and its rows on each side. Classes hold every row of a side once: `range` is
 * `from <= x < to` as in `Bin`, `unread` a value without a measure, `others` the rarer values together (`values` of them).
 */
export const CompareClass = z.object({
  kind: z.enum(['range', 'value', 'others', 'present', 'unread', 'missing']),
  value: z.string().nullable(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  values: z.number().int().nullable(),
  a: z.number().int(),
  b: z.number().int()
})
export type CompareClass = z.infer<typeof CompareClass>

/** A change from the first side to the second, with its 95 % interval where both are independent. */
export const Shift = z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
export type Shift = z.infer<typeof Shift>

/**
 * Two columns side by side. `moved` is the index of dissimilarity of the two distributions over `classes`, missing
 * values being a class of their own: half the sum of the differences of shares, from 0 (alike) to 1 (nothing in
 * common), the share of rows that would have to change class (O. D. Duncan and B. Duncan, Am. Sociol. Rev. 20 (1955),
 * 210-217; it is the total variation distance). `chance` is what it would be on average between two samples of these
 * sizes from one population. `test` is Pearson's chi-square of homogeneity over the classes, those expected below 5 put together
 * (W. G. Cochran, Biometrics 10 (1954), 417-451); `adjusted` corrects p for all columns tested (Holm, 1979).
 */
export const ComparedPair = z.object({
  a: SideColumn,
  b: SideColumn,
  basis: CompareBasis,
  /** Why no more than presence, or lengths, is compared. */
  reason: LocalizedText.nullable(),
  unit: Histogram.shape.unit.nullable(),
  classes: z.array(CompareClass),
  moved: z.number().nullable(),
  chance: z.number().nullable(),
  test: z.object({ statistic: z.number(), df: z.number().int(), p: z.number(), adjusted: z.number() }).nullable(),
  /**
   * `chance`: such a difference would be no surprise between samples of one population; `criterion`: a filter on this
   * column makes a side, it differs by construction.
   */
  verdict: z.enum(['same', 'moved', 'chance', 'unknown', 'criterion']),
  /** Share of missing values. */
  missing: Shift.nullable(),
  /** Mean, where both are measured; `standardised` is the change over the root of the mean of the two variances. */
  mean: Shift.extend({ standardised: z.number().nullable() }).nullable(),
  /** Values of one side only and their rows; null where values are not compared. */
  appeared: z.object({ values: z.number().int(), rows: z.number().int() }).nullable(),
  vanished: z.object({ values: z.number().int(), rows: z.number().int() }).nullable()
})
export type ComparedPair = z.infer<typeof ComparedPair>

/** Two sides compared: pairs of columns, what moved most first, those that chance may explain last. */
export const SidesCompared = z.object({
  a: ComparedSide,
  b: ComparedSide,
  shared: RowsShared,
  pairs: z.array(ComparedPair),
  onlyA: z.array(ColumnInfo),
  onlyB: z.array(ColumnInfo),
  /** Columns tested, for which p is corrected. */
  tests: z.number().int(),
  seconds: z.number()
})
export type SidesCompared = z.infer<typeof SidesCompared>

export const CompareFigure = z.enum([
  'missing',
  'blank',
  'distinct',
  'min',
  'max',
  'mean',
  'sd',
  'quantiles',
  'top',
  'zeros',
  'not_finite'
])
export type CompareFigure = z.infer<typeof CompareFigure>

/** What stands behind the figures of two paired columns; `moved` computes the index from the rows. */
export const PairEvidence = z.object({
  moved: Evidence,
  figures: z.array(z.object({ side: z.enum(['a', 'b']), figure: CompareFigure, evidence: Evidence }))
})
export type PairEvidence = z.infer<typeof PairEvidence>

/** Two profiles side by side, with what moved most. */
export const compare = {
  run: call.input(CompareRequest).output(jobEvents(SidesCompared)),
  evidence: call.input(CompareRequest.extend({ column: ColumnPairing })).output(PairEvidence)
}
