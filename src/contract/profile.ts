import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, Progress, TableRef } from './common'
import { FactKey, Sampled, TableFacts } from './table-facts'

/** How far a profile goes: `instant` reads a sample, `balanced` every row of each column, `full` adds what columns tell together. */
export const Depth = z.enum(['instant', 'balanced', 'full'])
export type Depth = z.infer<typeof Depth>

/** How a column is stored: what may be computed on it. */
export const Family = z.enum(['number', 'date', 'time', 'duration', 'boolean', 'text', 'binary', 'nested', 'other'])
export type Family = z.infer<typeof Family>

/** What a column stands for. */
export const SemanticKind = z.enum([
  'empty',
  'constant',
  'identifier',
  'email',
  'phone',
  'postcode',
  'url',
  'address',
  'coordinate',
  'network',
  'colour',
  'date',
  'time',
  'boolean',
  'score',
  'percent',
  'money',
  'duration',
  'age',
  'year',
  'count',
  'measure',
  'category',
  'name',
  'free_text',
  'nested',
  'binary'
])
export type SemanticKind = z.infer<typeof SemanticKind>

/** A guess and what it rests on; `scale` is the range of a score, both ends included. */
export const Semantic = z.object({
  kind: SemanticKind,
  confidence: z.number().min(0).max(1),
  scale: z.object({ min: z.number(), max: z.number() }).nullable(),
  reason: LocalizedText
})
export type Semantic = z.infer<typeof Semantic>

/** How a text column can be read as numbers or dates: `share` of its present values that this reading takes; `yearsFrom` is the first of the hundred years that two-digit ones mean. */
export const Reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), decimal: z.enum(['.', ',']), share: z.number() }),
  z.object({
    kind: z.literal('date'),
    formats: z.array(z.string()),
    yearsFrom: z.number().int().optional(),
    share: z.number()
  })
])
export type Reading = z.infer<typeof Reading>

/**
 * Moments and quantiles in double precision. Dates are in seconds since 1970-01-01 UTC, times of day and durations in seconds,
 * booleans 0 or 1. `n` counts finite values; NaN and infinities are counted apart. `sd` divides by n - 1; quantiles interpolate
 * between order statistics (type 7 of Hyndman and Fan, 1996).
 */
export const NumericFacts = z.object({
  n: z.number().int(),
  notFinite: z.number().int(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  zeros: z.number().int(),
  negatives: z.number().int(),
  integers: z.boolean(),
  /** Adjusted Fisher-Pearson skewness G1: 0 where symmetric, positive with a long tail to the right; null below 3 values or without spread. */
  skew: z.number().nullable(),
  /** Median of the distances to the median, as it is (not multiplied by 1.4826). */
  mad: z.number().nullable(),
  quantiles: z.array(z.object({ p: z.number(), value: z.number() }))
})
export type NumericFacts = z.infer<typeof NumericFacts>

/** Bins `from <= x < to` (the last one holds its upper end too); a null end is open: everything beyond. */
export const Bin = z.object({ from: z.number().nullable(), to: z.number().nullable(), n: z.number().int() })
export type Bin = z.infer<typeof Bin>
export const Histogram = z.object({
  /** `value`: one bin a whole number; `width`: equal widths; the others are calendar units. */
  unit: z.enum(['value', 'width', 'hour', 'day', 'week', 'month', 'quarter', 'year']),
  bins: z.array(Bin)
})
export type Histogram = z.infer<typeof Histogram>

/** A value that may stand for "missing", and why it is thought so. */
export const DisguisedMissing = z.object({
  value: z.string(),
  n: z.number().int(),
  confidence: z.number(),
  reason: LocalizedText
})
export type DisguisedMissing = z.infer<typeof DisguisedMissing>

/** Shapes of texts, such as `A9999-99`: `A` a capital, `a` another letter, `9` a digit, the rest as it is. */
export const TextShapes = z.object({
  /** Where the column has too many values, the shapes are those of a sample. */
  sampled: Sampled.nullable(),
  /** Values looked at, and the number of different shapes among them. */
  n: z.number().int(),
  distinct: z.number().int(),
  top: z.array(z.object({ shape: z.string(), n: z.number().int() }))
})
export type TextShapes = z.infer<typeof TextShapes>

/** Language of free text by function words, over `n` values. */
export const TextLanguage = z.object({
  sampled: Sampled.nullable(),
  n: z.number().int(),
  fr: z.number().int(),
  en: z.number().int(),
  other: z.number().int()
})
export type TextLanguage = z.infer<typeof TextLanguage>

/** Periods of the usual step of a date column: those with a value, those expected from the first to the last, the longest gaps. */
export const TimeCoverage = z.object({
  step: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  present: z.number().int(),
  expected: z.number().int(),
  gaps: z.number().int(),
  /** Beginnings of the first and last missing period, as ISO dates. */
  longest: z.array(z.object({ from: z.string(), to: z.string(), periods: z.number().int() }))
})
export type TimeCoverage = z.infer<typeof TimeCoverage>

/** How present values follow one another in the order of the rows; null where they go both ways or fewer than 3 differ. */
export const RowOrder = z.enum(['increasing', 'not_decreasing', 'decreasing', 'not_increasing'])
export type RowOrder = z.infer<typeof RowOrder>

/**
 * Everything told about one column. Counts and distinct are exact, of the table or, where `sampled`, of the rows drawn from it
 * (`rows` is their number then); texts are cut at 200 characters.
 */
export const ColumnProfile = z.object({
  sampled: Sampled.nullable(),
  name: z.string(),
  position: z.number().int(),
  type: z.string(),
  family: Family,
  reading: Reading.nullable(),
  semantic: Semantic,
  rows: z.number().int(),
  missing: z.number().int(),
  /** Texts that hold nothing but white space. */
  blank: z.number().int(),
  distinct: z.number().int(),
  /** Present values beyond the first of each: present less distinct. */
  duplicates: z.number().int(),
  unique: z.boolean(),
  constant: z.boolean(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  lengths: z.object({ min: z.number().int(), mean: z.number(), max: z.number().int() }).nullable(),
  numeric: NumericFacts.nullable(),
  histogram: Histogram.nullable(),
  order: RowOrder.nullable(),
  shapes: TextShapes.nullable(),
  language: TextLanguage.nullable(),
  coverage: TimeCoverage.nullable(),
  top: z.array(z.object({ value: z.string(), n: z.number().int() })),
  disguised: z.array(DisguisedMissing)
})
export type ColumnProfile = z.infer<typeof ColumnProfile>

export const TableProfile = z.object({
  table: TableRef,
  fingerprint: z.string(),
  depth: Depth,
  /** Null where every row was read. */
  sampled: Sampled.nullable(),
  rows: z.number().int(),
  /** The filter whose rows these are, in words, and the rows of the whole table; null where all were asked for. */
  filtered: z.object({ words: LocalizedText, of: z.number().int() }).nullable(),
  columns: z.array(ColumnProfile),
  /** Rows equal to an earlier row in every column; null where only a sample was read. */
  duplicateRows: z.number().int().nullable(),
  /** Of the rows that were read. */
  missingCells: z.number().int(),
  /** Null but for the full depth. */
  facts: TableFacts.nullable(),
  seconds: z.number()
})
export type TableProfile = z.infer<typeof TableProfile>

export const ColumnFigure = z.enum([
  'rows',
  'missing',
  'blank',
  'distinct',
  'repeated',
  'duplicates',
  'skew',
  'mad',
  'order',
  'shapes',
  'language',
  'coverage',
  'min',
  'max',
  'mean',
  'sd',
  'quantiles',
  'zeros',
  'negatives',
  'not_finite',
  'lengths',
  'histogram',
  'top'
])
export type ColumnFigure = z.infer<typeof ColumnFigure>

/** What a profile tells while it runs: each column as soon as it is known, then the whole. */
export const ProfileEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress }),
  z.object({ type: z.literal('column'), column: ColumnProfile }),
  z.object({ type: z.literal('done'), result: TableProfile })
])
export type ProfileEvent = z.infer<typeof ProfileEvent>

/** The rows that are profiled: those of a table, or those that a filter keeps of them. */
const Asked = z.object({ table: TableRef, filter: Filter.optional() })

export const profile = {
  table: call.input(Asked.extend({ depth: Depth.default('balanced') })).output(eventIterator(ProfileEvent)),
  /** Evidence of every figure of one column, over the rows that the depth reads. */
  columnEvidence: call
    .input(Asked.extend({ column: z.string(), depth: Depth.default('balanced') }))
    .output(z.array(z.object({ figure: ColumnFigure, evidence: Evidence }))),
  /** Evidence of the table's own figures. */
  tableEvidence: call.input(Asked).output(z.object({ rows: Evidence, duplicateRows: Evidence })),
  /** Evidence of one figure that the full depth adds. */
  factEvidence: call.input(Asked.extend({ fact: FactKey })).output(Evidence)
}
