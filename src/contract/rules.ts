import { z } from 'zod'
import { ScoreDimension } from './anomalies'
import { call, jobEvents } from './call'
import { Condition, Evidence, Filter, LocalizedText, Scalar, TableRef } from './common'
import { JoinPair } from './relations'

const column = z.string().min(1).max(1_000)
const columns = z.array(column).min(1).max(20)

/** How two values of one row are compared. */
export const CompareOp = z.enum(['<', '<=', '=', '<>', '>=', '>'])
export type CompareOp = z.infer<typeof CompareOp>

/**
 * What a rule asks of each row, one kind a way to ask it. A value is missing where it is NULL or, in a text, nothing but
 * white space; a row that lacks what a rule needs cannot be judged by it.
 */
export const RuleSpec = z.discriminatedUnion('kind', [
  /** Numbers or dates between two bounds, both allowed; a bound that is null is open. Dates as ISO texts. */
  z.object({ kind: z.literal('range'), column, min: Scalar.default(null), max: Scalar.default(null) }),
  /** One of the values listed, as the column writes them. */
  z.object({ kind: z.literal('set'), column, values: z.array(z.string().max(10_000)).min(1).max(2_000) }),
  /** A text that a pattern of RE2 takes, as a whole or somewhere in it. */
  z.object({ kind: z.literal('regex'), column, pattern: z.string().min(1).max(10_000), whole: z.boolean() }),
  z.object({ kind: z.literal('not_null'), column }),
  /** No other row has the same values in these columns; every row of a group that repeats fails. */
  z.object({ kind: z.literal('unique'), columns }),
  /** The values are found in columns of another table, named as the project names it; `normalise` as in joins. */
  z.object({
    kind: z.literal('relation'),
    to: z.string().min(1),
    on: z.array(JoinPair).min(1).max(6),
    normalise: z.boolean().default(false)
  }),
  /** Two columns of one row: `left op right`. */
  z.object({ kind: z.literal('compare'), left: column, op: CompareOp, right: column }),
  /** A column that is the sum or the product of others, up to `tolerance`. */
  z.object({
    kind: z.literal('total'),
    total: column,
    parts: z.array(column).min(2).max(20),
    sign: z.enum(['+', '*']).default('+'),
    tolerance: z.number().min(0).default(0.01)
  }),
  /** Rows alike in `determinant` are alike in `dependent`; those fail that have another value than most of their group. */
  z.object({ kind: z.literal('depends'), determinant: columns, dependent: column }),
  /** Where all conditions of `when` hold, those of `then` hold too; the other rows are not judged. */
  z.object({
    kind: z.literal('implies'),
    when: z.array(Condition).min(1).max(20),
    then: z.array(Condition).min(1).max(20)
  }),
  /** A condition of SQL over the columns of the table, true for rows that pass; it may hold subqueries, never writes. */
  z.object({ kind: z.literal('sql'), condition: z.string().min(1).max(20_000) })
])
export type RuleSpec = z.infer<typeof RuleSpec>
export const RuleKind = z.enum([
  'range',
  'set',
  'regex',
  'not_null',
  'unique',
  'relation',
  'compare',
  'total',
  'depends',
  'implies',
  'sql'
])
export type RuleKind = RuleSpec['kind']

/** The dimension of a rule where nothing else is said. */
export const DIMENSION_OF: Record<RuleKind, ScoreDimension> = {
  range: 'accuracy',
  set: 'accuracy',
  regex: 'accuracy',
  not_null: 'completeness',
  unique: 'uniqueness',
  relation: 'consistency',
  compare: 'consistency',
  total: 'consistency',
  depends: 'consistency',
  implies: 'consistency',
  sql: 'accuracy'
}

const share = z.number().min(0).max(1).nullable()

/** The share of judged rows, from 0 to 1, beyond which failing rows are a warning, an error, critical; null for never. */
export const Thresholds = z.object({ warning: share, error: share, critical: share })
export type Thresholds = z.infer<typeof Thresholds>

export const DEFAULT_THRESHOLDS: Thresholds = { warning: 0, error: 0.01, critical: 0.05 }

const name = z.string().trim().max(200)

/** What is said of a rule when it is declared. `name` is empty where its own words name it. */
export const RuleDraft = z.object({
  /** `clean` is the table as analysed, `raw` the rows as loaded. */
  table: TableRef,
  spec: RuleSpec,
  name: name.default(''),
  /** Whether rows that cannot be judged for want of a value are set apart, or fail. */
  missing: z.enum(['apart', 'fail']).default('apart'),
  /** The rows that it is about; all where absent. */
  filter: Filter.optional(),
  /** The column whose values are segments, each judged by itself. */
  segment: column.nullable().default(null),
  thresholds: Thresholds.default(DEFAULT_THRESHOLDS),
  dimension: ScoreDimension
})
export type RuleDraft = z.infer<typeof RuleDraft>

/** A rule kept in the project. */
export const StoredRule = RuleDraft.extend({
  id: z.string(),
  origin: z.enum(['user', 'suggested']),
  createdAt: z.string()
})
export type StoredRule = z.infer<typeof StoredRule>

/** A rule as read now: in words, and why it cannot be applied where a column or a table is gone. */
export const Rule = StoredRule.extend({
  words: LocalizedText,
  /** The columns of its table that it reads. */
  columns: z.array(z.string()),
  problem: LocalizedText.nullable()
})
export type Rule = z.infer<typeof Rule>

/** `none`: there was no row to judge. */
export const RuleState = z.enum(['critical', 'error', 'warning', 'none', 'passed'])
export type RuleState = z.infer<typeof RuleState>

/** Rows counted by a rule: `rows` it is about, `judged` of these, `failing` of the judged; `missing` could not be judged for want of a value. */
export const RuleCounts = z.object({
  rows: z.number().int(),
  judged: z.number().int(),
  failing: z.number().int(),
  missing: z.number().int(),
  /** `failing` over `judged`; null where none was judged. */
  share: z.number().nullable(),
  state: RuleState
})
export type RuleCounts = z.infer<typeof RuleCounts>

/** A segment by its value (null where it is missing); `few`: too few judged rows for its share to say much. */
export const RuleSegment = RuleCounts.extend({
  value: z.string().nullable(),
  few: z.boolean(),
  /** The query of its failing rows. */
  rowsSql: z.string()
})
export type RuleSegment = z.infer<typeof RuleSegment>

/** What a rule found in the rows as they are: every row was read, nothing is estimated. */
export const RuleResult = z.object({
  rule: Rule,
  /** Null where the rule could not be applied: `problem` says why. */
  counts: RuleCounts.nullable(),
  problem: LocalizedText.nullable(),
  /** What was left out of what it asks, such as segments whose column is gone. */
  note: LocalizedText.nullable(),
  /** The worst, worst first, at most 60; those of few judged rows behind. `others` counts the segments left out and their rows. */
  segments: z.array(RuleSegment),
  others: z.object({ segments: z.number().int(), judged: z.number().int(), failing: z.number().int() }).nullable(),
  /** The number of failing rows, its query, and the query of exactly these rows. */
  evidence: Evidence.nullable()
})
export type RuleResult = z.infer<typeof RuleResult>

/** Results, worst first. */
export const RuleReport = z.object({ results: z.array(RuleResult), seconds: z.number() })
export type RuleReport = z.infer<typeof RuleReport>

/** A rule that the data suggest: what speaks for it, and how many rows would fail it today. */
export const Suggestion = z.object({
  draft: RuleDraft,
  words: LocalizedText,
  reason: LocalizedText,
  counts: RuleCounts
})
export type Suggestion = z.infer<typeof Suggestion>

export const Suggestions = z.object({
  table: TableRef,
  rows: z.number().int(),
  suggestions: z.array(Suggestion),
  /** What was not looked at, and why. */
  notes: z.array(LocalizedText)
})
export type Suggestions = z.infer<typeof Suggestions>

/** One part of a score: what was checked, on how many cells or rows, and how many are at fault. */
export const ScorePart = z.object({
  label: LocalizedText,
  n: z.number().int(),
  faults: z.number().int(),
  /** The rule, where it is declared. */
  rule: z.string().nullable(),
  evidence: Evidence.nullable()
})
export type ScorePart = z.infer<typeof ScorePart>

/** A score from 0 to 1: the share of `n` checks without a fault, by a method told in words. */
export const Score = z.object({
  value: z.number().nullable(),
  n: z.number().int(),
  faults: z.number().int(),
  method: LocalizedText,
  parts: z.array(ScorePart)
})
export type Score = z.infer<typeof Score>

/** One dimension of a table: what detectors and profile measured, and what declared rules say, never mixed; null where there is nothing. */
export const DimensionScores = z.object({
  dimension: ScoreDimension,
  measured: Score.nullable(),
  declared: Score.nullable()
})
export type DimensionScores = z.infer<typeof DimensionScores>

/** Worst first, by the lower of the two scores. */
export const QualityScores = z.object({
  table: TableRef,
  rows: z.number().int(),
  dimensions: z.array(DimensionScores),
  notes: z.array(LocalizedText)
})
export type QualityScores = z.infer<typeof QualityScores>

/** What a rule found in the rows as they stood after one delivery; or why that cannot be told. */
export const RulePast = z.object({
  delivery: z.string(),
  counts: RuleCounts.nullable(),
  problem: LocalizedText.nullable()
})
export type RulePast = z.infer<typeof RulePast>

/** The rules of a table over the deliveries of its source, oldest first. */
export const RuleHistory = z.object({
  table: TableRef,
  deliveries: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      at: z.string(),
      /** Rows of the table as it stood after it; null where they are no longer kept. */
      rows: z.number().int().nullable(),
      problem: LocalizedText.nullable()
    })
  ),
  /** `method` tells how a rule judges past rows. */
  rules: z.array(z.object({ rule: z.string(), past: z.array(RulePast), method: LocalizedText }))
})
export type RuleHistory = z.infer<typeof RuleHistory>

const nothing = z.object({})

/** Data-quality rules: declared, suggested, run, followed over deliveries. */
export const rules = {
  list: call.input(nothing.optional()).output(z.array(Rule)),
  /** Keeps rules, as one undoable change. */
  add: call
    .input(
      z.object({ rules: z.array(RuleDraft).min(1).max(500), origin: z.enum(['user', 'suggested']).default('user') })
    )
    .output(z.array(Rule)),
  change: call.input(z.object({ id: z.string(), rule: RuleDraft })).output(Rule),
  remove: call.input(z.object({ ids: z.array(z.string()).min(1).max(10_000) })).output(nothing),
  /** What a rule not yet kept would find; for an editor, which stops it when it changes. */
  try: call.input(z.object({ rule: RuleDraft })).output(RuleResult),
  /** Runs the rules of a table, of all tables where none is given. */
  run: call.input(z.object({ table: TableRef.optional() })).output(jobEvents(RuleReport)),
  suggest: call.input(z.object({ table: TableRef })).output(jobEvents(Suggestions)),
  /** Scores of a table by dimension; a table that was not searched for anomalies is searched first. */
  scores: call.input(z.object({ table: TableRef })).output(jobEvents(QualityScores)),
  history: call.input(z.object({ table: TableRef })).output(jobEvents(RuleHistory))
}
