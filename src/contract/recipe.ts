import { z } from 'zod'
import { AnomalyKind, QualityCount, QualityDimension, Repair, ScoreDimension, Severity } from './anomalies'
import { call, partlyEvents } from './call'
import { Filter, LocalizedText, Scalar, TableRef } from './common'
import { SidesCompared } from './compare'
import { FindingFigure, FindingKind } from './findings'
import { VerdictState } from './register'
import { JoinHow, JoinPair } from './relations'
import { Retyped, StepRows } from './step-effects'
import { ConvertSpec, DatesSpec, FollowSpec, PhoneSpec } from './unifying-steps'

const Grouping = z.enum(['', ' ', '.', ',', "'"])

/**
 * Date and time shapes, tried in order: `strptime` formats (%Y %y %m %d %B %H %M %S %f %I %p %z), whose months may be French
 * or English words, and %A (name of a day), %q (quarter), %G-W%V (ISO week), `excel` (serial days), `unix`, `unix-ms`.
 */
const Shapes = z.array(z.string().max(60)).min(1).max(12)
/** True where the sample leaves open how it is read: days and months, or a decimal mark and thousands, could change places. */
const Ambiguous = z.boolean().optional()

const RowCount = z.number().int()

/** First of the hundred years that two-digit years (%y) mean; 1969 where absent, as in `strptime`. */
const YearsFrom = z.number().int().min(1000).max(9900).optional()

const YesNo = z.object({ yes: z.string().max(20), no: z.string().max(20) })

/** How the text of a column is read. */
export const TextReading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
  /** Text that exports write as a formula to keep Excel from reading it as a number (`="00012"`), without its signs; other texts stay as they are. */
  z.object({ kind: z.literal('formula') }),
  z.object({ kind: z.literal('integer'), grouping: Grouping, ambiguous: Ambiguous }),
  z.object({
    kind: z.literal('number'),
    decimal: z.enum(['.', ',']),
    grouping: Grouping,
    /** Written before or behind the number; `12 %` is read as 12. */
    unit: z.string().max(20).nullable(),
    /** Decimals of every value where all have as many, or where a double would lose digits: read exactly, as a DECIMAL. */
    decimals: z.number().int().min(0).max(30).optional(),
    /** Digits of that DECIMAL; 18 where absent. */
    width: z.number().int().min(1).max(38).optional(),
    /** Whether numbers without the unit are read too. Absent: they are, except for shares (`%`, `/10`). */
    bare: z.boolean().optional(),
    /** Beside those with a decimal comma, whether numbers with a decimal point are read too, as another delivery writes them. */
    point: z.boolean().optional(),
    ambiguous: Ambiguous
  }),
  z.object({ kind: z.literal('date'), shapes: Shapes, yearsFrom: YearsFrom, ambiguous: Ambiguous }),
  /** Times with an offset (%z) are brought to UTC. */
  z.object({ kind: z.literal('timestamp'), shapes: Shapes, yearsFrom: YearsFrom, ambiguous: Ambiguous }),
  z.object({ kind: z.literal('time'), shapes: Shapes }),
  /** A length of time, read in seconds; `pair` says what the two numbers of `12:30` are. */
  z.object({ kind: z.literal('duration'), pair: z.enum(['h:m', 'm:s']) }),
  /** Words without regard to case; an empty `no` reads every empty cell as no. `also` are further pairs that say the same, of this file or of later deliveries. */
  z.object({ kind: z.literal('boolean'), ...YesNo.shape, also: z.array(YesNo).max(10).optional() })
])
export type TextReading = z.infer<typeof TextReading>

/** One way to read a column, with how many of the `seen` present values of a sample it reads. */
export const ReadingChoice = z.object({
  reading: TextReading,
  words: LocalizedText,
  read: z.number().int(),
  seen: z.number().int()
})
export type ReadingChoice = z.infer<typeof ReadingChoice>

/** A code, as the text of its value, and what it stands for. */
export const ValueLabel = z.object({ code: z.string(), label: z.string() })
export type ValueLabel = z.infer<typeof ValueLabel>

const NewName = z.string().min(1).max(500)
const NewNames = z.array(NewName)
/** Found when a formula is kept: the columns that it reads, and the type of what it makes. */
const Bound = {
  reads: z.array(z.string()).optional(),
  type: z
    .string()
    .regex(/^[A-Z][A-Z0-9_ ]*(\(\d+(, ?\d+)?\))?$/)
    .optional()
}

/** Whether the parts of a text lose the white space around them; where absent they keep it. */
const TrimParts = z.boolean().optional()

/** How variants are looked for: by the same words, or by those a letter or two apart and shortened ones too. */
export const Likeness = z.enum(['key', 'close'])
export type Likeness = z.infer<typeof Likeness>

/** Texts that name one category, and how it is written. */
export const MergeGroup = z.object({ variants: z.array(z.string()).min(1).max(10_000), into: z.string() })
export type MergeGroup = z.infer<typeof MergeGroup>

/** One repair or transformation of a table; raw rows never change. */
export const StepSpec = z.discriminatedUnion('kind', [
  /** Reads a text column as another type; what cannot be read becomes missing and is counted. */
  z.object({ kind: z.literal('cast'), column: z.string(), reading: TextReading }),
  /** Makes codes such as 99 or "NC" missing. */
  z.object({ kind: z.literal('missing'), column: z.string(), values: z.array(Scalar).min(1).max(1_000) }),
  /** Writes the labels that a file keeps for its codes in their place; a code without one stays. Raw rows keep the codes. */
  z.object({ kind: z.literal('label'), column: z.string(), labels: z.array(ValueLabel).min(1).max(10_000) }),
  /** Writes variants of one category alike; `more` are other categories of the column. Groups are told apart by the text as it comes. */
  z.object({
    kind: z.literal('merge'),
    column: z.string(),
    ...MergeGroup.shape,
    more: z.array(MergeGroup).max(5_000).optional(),
    /** How its groups were looked for, where their texts do not tell it. */
    likeness: Likeness.optional()
  }),
  /** Drops white space around a text (and makes one space of runs within), writes it in one case, or both. */
  z.object({
    kind: z.literal('trim'),
    column: z.string(),
    spaces: z.enum(['keep', 'ends', 'all']),
    letters: z.enum(['keep', 'lower', 'upper', 'first'])
  }),
  /** Replaces a text: a whole cell, each place where it stands, or each place that a pattern (RE2) matches. */
  z.object({
    kind: z.literal('replace'),
    column: z.string(),
    how: z.enum(['cell', 'part', 'pattern']),
    find: z.string().min(1).max(10_000),
    with: z.string().max(10_000),
    ignoreCase: z.boolean(),
    /** Found when the step is kept on a column of numbers, dates…: the type that holds all that it makes. */
    type: Bound.type
  }),
  /** Writes codes in the place of values, such as 5 for « très satisfait »; what is not named stays, or becomes missing. */
  z.object({
    kind: z.literal('recode'),
    column: z.string(),
    map: z
      .array(z.object({ from: z.string(), to: z.string().nullable() }))
      .min(1)
      .max(10_000),
    others: z.enum(['keep', 'missing'])
  }),
  /** Brings a numeric scale onto another one, straight or reversed: 1–5 to 0–100, or 1–5 to 5–1. */
  z.object({
    kind: z.literal('rescale'),
    column: z.string(),
    from: z.tuple([z.number(), z.number()]),
    to: z.tuple([z.number(), z.number()])
  }),
  ConvertSpec,
  DatesSpec,
  PhoneSpec,
  FollowSpec,
  /** Fills missing cells: a value, the one above or below, or the mean, median or most frequent one, of all rows or of each group. */
  z.object({
    kind: z.literal('fill'),
    column: z.string(),
    how: z.enum(['value', 'down', 'up', 'mean', 'median', 'mode']),
    value: Scalar,
    by: z.array(z.string()).max(20)
  }),
  /** Cuts a text at a separator into new columns; the last one keeps the rest. */
  z.object({
    kind: z.literal('split'),
    column: z.string(),
    by: z.string().min(1).max(100),
    into: NewNames.min(1).max(100),
    trim: TrimParts
  }),
  /** Makes a row of each part of a text of several answers; rows without one stay one row. */
  z.object({ kind: z.literal('unfold'), column: z.string(), by: z.string().min(1).max(100), trim: TrimParts }),
  /** A new column that a formula makes of each row; where it fails for a row, the cell is missing. */
  z.object({
    kind: z.literal('derive'),
    as: NewName,
    expression: z.string().min(1).max(20_000),
    ...Bound
  }),
  /** Keeps the rows that meet all conditions, and the formula where there is one. */
  z.object({
    kind: z.literal('filter'),
    filter: Filter,
    expression: z.string().max(20_000).nullable(),
    ...Bound
  }),
  /**
   * Keeps one of rows that are alike, in every column or in those of `by`: the first, the last, the one with the most cells
   * filled, or the one with the greatest value of `latest`. Rows without `by` values are not alike.
   */
  z.object({
    kind: z.literal('deduplicate'),
    by: z.array(z.string()).max(100).optional(),
    keep: z.enum(['first', 'last', 'fullest', 'latest']).optional(),
    latest: z.string().optional()
  }),
  /** A new column of classes: from an edge up to but without the next one, the last one included. */
  z.object({
    kind: z.literal('bin'),
    column: z.string(),
    as: NewName,
    edges: z.array(z.number()).min(2).max(200),
    labels: z.array(z.string().max(500)).max(199).nullable()
  }),
  /** Puts the rows of another prepared table behind; columns are paired by name, and those of one side are missing on the other. */
  z.object({ kind: z.literal('append'), with: z.string().min(1) }),
  /** A row for each group of `rows`, a column for each named value of `column`, with a measure of `value` in the cells. */
  z.object({
    kind: z.literal('pivot'),
    rows: z.array(z.string()).max(20),
    column: z.string(),
    values: z
      .array(z.object({ value: z.string(), as: NewName }))
      .min(1)
      .max(1_000),
    measure: z.enum(['count', 'sum', 'mean', 'min', 'max', 'first']),
    value: z.string().nullable()
  }),
  /** A row for each of some columns, with the column's name and its value. */
  z.object({
    kind: z.literal('unpivot'),
    columns: z.array(z.string()).min(1).max(1_000),
    name: NewName,
    value: NewName
  }),
  /** Replaces values by a keyed hash of them: the same value by the same name everywhere in the project, and by none outside it. */
  z.object({ kind: z.literal('pseudonymise'), columns: z.array(z.string()).min(1).max(100) }),
  /** Leaves columns out. */
  z.object({ kind: z.literal('drop'), columns: z.array(z.string()).min(1).max(10_000) }),
  /** Brings columns of another prepared table beside the rows whose keys match; rows keep their order, left then right. */
  z.object({
    kind: z.literal('join'),
    /** Name of the right table, as its own recipe makes it. */
    with: z.string().min(1),
    on: z.array(JoinPair).min(1).max(6),
    how: JoinHow,
    /** Columns of the right and the names that they get here. */
    columns: z.array(z.object({ name: z.string(), as: z.string().min(1).max(500) })).max(5_000),
    /** Compares texts without outer spaces, case and leading zeros. */
    normalise: z.boolean()
  })
])
export type StepSpec = z.infer<typeof StepSpec>

export const Step = z.object({
  id: z.string(),
  table: z.string(),
  enabled: z.boolean(),
  origin: z.enum(['import', 'user']),
  spec: StepSpec
})
export type Step = z.infer<typeof Step>

const Joined = z.object({ matched: RowCount, unmatched: RowCount, keyless: RowCount, rows: RowCount })

/** A step with what it does to the rows as they come to it. */
export const StepEffect = z.object({
  step: Step,
  title: LocalizedText,
  changedCells: z.number().int().nullable(),
  /** Of a step that reads texts as values: the cells that it could read, changed in writing or not. */
  readCells: z.number().int().nullable().default(null),
  /** Of a step that only reads: of the changed cells, those whose value is the same, written as the type or the label says. */
  onlyRead: z.number().int().nullable().default(null),
  lostCells: z.number().int().nullable(),
  /** Of those, the ones whose value could not be read as the type; the others were asked to become missing. */
  unreadCells: z.number().int().nullable().default(null),
  /** Of a join: rows that found a match, rows that did not (`keyless` of them for want of a key value), and rows after it. */
  joined: Joined.nullable().default(null),
  /** Of a step that may change the number of rows. */
  rows: z.object({ before: z.number().int(), after: z.number().int() }).nullable().default(null),
  /** Columns that it makes. */
  added: z.array(z.string()).default([]),
  retyped: z.array(Retyped).default([]),
  /** What it leaves out or loses, in words, such as values that it does not name. */
  notes: z.array(LocalizedText).default([]),
  /** Values that it names, that an earlier delivery held and that no row holds now; `whole` where all that it looks for is away. */
  unmet: z.object({ words: LocalizedText, whole: z.boolean() }).nullable().default(null),
  /** Why the step cannot be applied any more; the table is then made without it. */
  problem: LocalizedText.nullable().default(null)
})
export type StepEffect = z.infer<typeof StepEffect>

export const RecipeOf = z.object({
  table: TableRef,
  steps: z.array(StepEffect),
  rowsBefore: z.number().int(),
  rowsAfter: z.number().int(),
  sql: z.string()
})
export type RecipeOf = z.infer<typeof RecipeOf>

const Cells = z.array(z.string().nullable())

/** What a step would do, before it is applied. */
export const StepPreview = z.object({
  /** Why it cannot be applied; nothing else is then told. */
  problem: LocalizedText.nullable(),
  title: LocalizedText,
  rows: z.object({ before: z.number().int(), after: z.number().int() }),
  changedRows: z.number().int().nullable(),
  changedCells: z.number().int().nullable(),
  lostCells: z.number().int().nullable(),
  added: z.array(z.string()),
  gone: z.array(z.string()),
  retyped: z.array(Retyped).default([]),
  readCells: z.number().int().nullable().default(null),
  onlyRead: z.number().int().nullable().default(null),
  joined: Joined.nullable().default(null),
  notes: z.array(LocalizedText),
  /** Rows changed, or left out (`after` is null), or made (`before` is null); all cells as text. */
  examples: z.object({
    columns: z.array(z.string()),
    rows: z.array(z.object({ row: z.number().int().nullable(), before: Cells.nullable(), after: Cells.nullable() }))
  }),
  /** The type of each of these columns on both sides; null where it is not there. */
  exampleTypes: z.array(z.object({ before: z.string().nullable(), after: z.string().nullable() })).default([]),
  /** Later steps that would no longer fit. */
  breaks: z.array(z.object({ title: LocalizedText, problem: LocalizedText }))
})
export type StepPreview = z.infer<typeof StepPreview>

/** Texts that seem to name one category, the most frequent one first. */
export const Cluster = z.object({
  variants: z.array(z.object({ text: z.string(), rows: z.number().int() })),
  /** The most frequent one. */
  into: z.string()
})
export type Cluster = z.infer<typeof Cluster>

export const ScriptLanguage = z.enum(['sql', 'python', 'r'])
export type ScriptLanguage = z.infer<typeof ScriptLanguage>

/** What a column is before and behind a recipe; null where it is not there. */
export const ColumnOutcome = z.object({
  name: z.string(),
  before: z.object({ type: z.string(), missing: z.number().int(), distinct: z.number().int() }).nullable(),
  after: z.object({ type: z.string(), missing: z.number().int(), distinct: z.number().int() }).nullable(),
  /** Cells whose value is another one, or is written otherwise where a text was read, of the rows that both sides have; null where rows were grouped into other ones, so that none stands against another. */
  changedCells: z.number().int().nullable(),
  /** Of those, the ones whose value is the same, written as the type or the label says that it was read with. */
  readCells: z.number().int()
})
export type ColumnOutcome = z.infer<typeof ColumnOutcome>

/** What a whole recipe makes of a table. */
export const RecipeOutcome = z.object({
  table: TableRef,
  /** `kept` are the raw rows that are still there; null where rows were grouped into other ones. */
  rows: z.object({ before: z.number().int(), after: z.number().int(), kept: z.number().int().nullable() }),
  columns: z.array(ColumnOutcome)
})
export type RecipeOutcome = z.infer<typeof RecipeOutcome>

/**
 * The quality of a table in one dimension of ISO/IEC 25012, as ISO/IEC 25024 measures it, by a ratio of items: the share of
 * cells, for uniqueness of rows, that no finding of the dimension speaks against. A cell is at fault where the findings
 * together make it likelier wrong than right, or where it is evident. `uncounted` are findings on a whole column or table,
 * which count no cells.
 */
export const QualityScore = QualityCount.extend({ findings: z.number().int(), uncounted: z.number().int() })
export type QualityScore = z.infer<typeof QualityScore>

const AnomalySize = z.object({ rows: z.number().int(), cells: z.number().int() })

/** An anomaly on both sides of a recipe; null where it is not found. */
export const AnomalyOutcome = z.object({
  id: z.string(),
  kind: AnomalyKind,
  severity: Severity,
  dimension: QualityDimension,
  columns: z.array(z.string()),
  message: LocalizedText,
  fate: z.enum(['settled', 'arisen', 'fewer', 'more', 'same']),
  before: AnomalySize.nullable(),
  after: AnomalySize.nullable(),
  /** What the register says of it. */
  state: VerdictState
})
export type AnomalyOutcome = z.infer<typeof AnomalyOutcome>

/** A finding whose figure reads the table, on both sides of its recipe; `settled` is an anomaly of which no row is left. */
export const FindingOutcome = z.object({
  id: z.string(),
  title: z.string(),
  kind: FindingKind,
  fate: z.enum(['settled', 'arisen', 'changed', 'same', 'unknown']),
  before: FindingFigure.nullable(),
  after: FindingFigure.nullable(),
  problem: LocalizedText.nullable()
})
export type FindingOutcome = z.infer<typeof FindingOutcome>

/** What is known of both sides of a recipe before any of them is searched for anomalies. */
export const RecipeMoved = z.object({
  findings: z.array(FindingOutcome),
  /** The two profiles; null where no column has the same name on both sides. */
  compared: SidesCompared.nullable()
})
export type RecipeMoved = z.infer<typeof RecipeMoved>

/** A table before its recipe and behind it, searched for anomalies on both sides and compared. */
export const RecipeJudged = RecipeMoved.extend({
  table: z.string(),
  scores: z.array(z.object({ dimension: ScoreDimension.nullable(), before: QualityScore, after: QualityScore })),
  anomalies: z.array(AnomalyOutcome),
  /** Checks that could not be made on one side: what they look for is told neither settled nor new. */
  skipped: z.array(
    z.object({
      detector: z.string(),
      side: z.enum(['before', 'after']),
      reason: LocalizedText,
      bounded: z.boolean().optional()
    })
  ),
  seconds: z.number()
})
export type RecipeJudged = z.infer<typeof RecipeJudged>

/**
 * A state of a table's recipe that one may come back to: named, or where the history was left for another way. `change` is
 * the change that it stands behind, null the beginning.
 */
export const RecipeBranch = z.object({
  /** Null where it has no name. */
  id: z.string().nullable(),
  name: z.string(),
  change: z.number().int().nullable(),
  at: z.string().nullable(),
  /** The last change before it, in words. */
  last: LocalizedText.nullable(),
  /** True where the recipe is like this now. */
  current: z.boolean(),
  steps: z.array(z.object({ title: LocalizedText, enabled: z.boolean(), problem: LocalizedText.nullable() })),
  rows: z.number().int()
})
export type RecipeBranch = z.infer<typeof RecipeBranch>

/** Two states of a recipe side by side: their steps, and what they make of the same raw rows. */
export const BranchesCompared = z.object({
  /** `shared` are the raw rows that are in both; null where rows were grouped into other ones. */
  rows: z.object({ a: z.number().int(), b: z.number().int(), shared: z.number().int().nullable() }),
  steps: z.array(z.object({ title: LocalizedText, side: z.enum(['both', 'a', 'b']) })),
  /** Figures of side `a` under `before`, of side `b` under `after`. */
  columns: z.array(ColumnOutcome)
})
export type BranchesCompared = z.infer<typeof BranchesCompared>

const branchName = z.string().trim().min(1).max(120)
const change = z.number().int().nullable()
/** Where a step that is being made stands: just before another one, or in the place of one; at the end where neither is said. */
const asked = { before: z.string().nullable().default(null), instead: z.string().nullable().default(null) }

export const recipe = {
  /** The states of a recipe that one may come back to: that of now, those with a name, and the ends of ways that were left. */
  branches: call.input(z.object({ table: z.string() })).output(z.array(RecipeBranch)),
  /** Names a state. Names stand beside the history: no undo takes them away. */
  nameBranch: call
    .input(z.object({ table: z.string(), name: branchName, change }))
    .output(z.object({ id: z.string() })),
  renameBranch: call.input(z.object({ id: z.string(), name: branchName })).output(z.object({})),
  /** Takes a name away; the state stays in the history. */
  forgetBranch: call.input(z.object({ id: z.string() })).output(z.object({})),
  /** Makes the recipe of one table what it was, as one undoable change; all other work stays. `keepAs` names the state that is left. */
  switchBranch: call
    .input(z.object({ table: z.string(), change, keepAs: branchName.nullable().default(null) }))
    .output(z.object({})),
  compareBranches: call.input(z.object({ table: z.string(), a: change, b: change })).output(BranchesCompared),
  /** Compares both sides of a recipe, then searches them: scores by dimension, anomalies and findings settled and new. */
  judge: call.input(z.object({ table: z.string() })).output(partlyEvents(RecipeMoved, RecipeJudged)),
  show: call.input(z.object({ table: z.string() })).output(RecipeOf),
  /** The rows that a step changes, leaves out or makes, whether it is switched on or not. */
  rowsOf: call.input(z.object({ id: z.string() })).output(StepRows),
  /** Adds a step just before another one, or where it belongs (at the end, mostly). */
  add: call
    .input(z.object({ table: z.string(), spec: StepSpec, before: z.string().nullable().default(null) }))
    .output(Step),
  /** Writes a step anew, in its place. */
  change: call.input(z.object({ id: z.string(), spec: StepSpec })).output(Step),
  /** What each step of a proposed repair would change at the end of the recipe; nothing is kept. None where no step makes it. */
  previewRepair: call.input(z.object({ table: z.string(), repair: Repair })).output(z.array(StepPreview)),
  /** What a step would do, added before another one or put in the place of one; nothing is kept. */
  preview: call
    .input(
      z.object({
        table: z.string(),
        spec: StepSpec,
        ...asked
      })
    )
    .output(StepPreview),
  /** The columns that come to a step, or that the prepared table has; with the most frequent values of one of them. */
  columns: call
    .input(
      z.object({
        table: z.string(),
        ...asked,
        valuesOf: z.string().nullable().default(null)
      })
    )
    .output(
      z.object({
        columns: z.array(z.object({ name: z.string(), type: z.string() })),
        values: z.array(z.object({ text: z.string(), rows: z.number().int() }))
      })
    ),
  /** The ways to read a column's texts, as they come to a step, the likeliest first; counted over a sample of the rows. */
  readings: call
    .input(
      z.object({
        table: z.string(),
        column: z.string(),
        ...asked
      })
    )
    .output(z.array(ReadingChoice)),
  /** Groups of texts in the rows that come to a step (or of the prepared table) that may be one category. */
  clusters: call
    .input(
      z.object({
        table: z.string(),
        column: z.string(),
        before: z.string().nullable().default(null),
        /** `key`: alike without case, accents, punctuation and order of words; `close`: also a letter or two apart. */
        method: Likeness
      })
    )
    .output(z.array(Cluster)),
  /** A script that makes the same table elsewhere. */
  script: call
    .input(z.object({ table: z.string(), language: ScriptLanguage, words: z.enum(['fr', 'en']).default('fr') }))
    .output(z.object({ name: z.string(), text: z.string(), notes: z.array(LocalizedText) })),
  /** What the recipe changed, column by column. */
  outcome: call.input(z.object({ table: z.string() })).output(RecipeOutcome),
  enable: call.input(z.object({ id: z.string(), enabled: z.boolean() })).output(Step),
  remove: call.input(z.object({ id: z.string() })).output(z.object({})),
  /** Puts a step just before another one, or at the end. */
  move: call.input(z.object({ id: z.string(), before: z.string().nullable() })).output(z.object({}))
}
