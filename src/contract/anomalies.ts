import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, Progress, Scalar, TableRef } from './common'
import { RowSource } from './tables'
import { ConvertSpec, DatesSpec, FollowSpec, PhoneSpec } from './unifying-steps'

export const AnomalyKind = z.enum([
  'missing',
  'unreadable_value',
  'disguised_missing',
  'duplicate_rows',
  'duplicate_key',
  'near_duplicate',
  'impossible_value',
  'outlier',
  'contradiction',
  'category_variant',
  'category_typo',
  'format_minority',
  'mixed_units',
  'mixed_dates',
  'encoding_damage',
  'stray_marks',
  'misplaced_value',
  'dependency_violation',
  'constant_column',
  'leaking_column',
  'survey_fault',
  'broken_relation',
  'time_break',
  'stale_data',
  'drift',
  'weak_sample',
  'personal_data'
])
export type AnomalyKind = z.infer<typeof AnomalyKind>

/** What is at fault: single cells, whole rows, a column, the table, or the link of two tables. Only the first two count cells. */
export const AnomalyPlace = z.enum(['cells', 'rows', 'column', 'table', 'tables'])
export type AnomalyPlace = z.infer<typeof AnomalyPlace>

/** The inherent data quality characteristics of ISO/IEC 25012:2008, and confidentiality, which is one of data and system both. */
export const QualityDimension = z.enum([
  'accuracy',
  'completeness',
  'consistency',
  'credibility',
  'currentness',
  'confidentiality'
])
export type QualityDimension = z.infer<typeof QualityDimension>

/** The characteristics of ISO/IEC 25012 above, and uniqueness, which the standard counts to consistency. */
export const ScoreDimension = z.enum([...QualityDimension.options, 'uniqueness'])
export type ScoreDimension = z.infer<typeof ScoreDimension>

/** Of `n` items, cells or rows, how many are at fault, and the share of those that are not; null where there is no item. */
export const QualityCount = z.object({
  unit: z.enum(['cells', 'rows']),
  n: z.number().int(),
  faults: z.number().int(),
  share: z.number().nullable()
})
export type QualityCount = z.infer<typeof QualityCount>

export const Severity = z.enum(['critical', 'warning', 'info'])
export type Severity = z.infer<typeof Severity>

/** A repair to offer, typed so that a recipe step can be made of it. */
export const Repair = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set_missing'), column: z.string(), values: z.array(Scalar) }),
  z.object({
    kind: z.literal('replace'),
    column: z.string(),
    map: z.array(z.object({ from: z.string(), to: z.string() }))
  }),
  z.object({ kind: z.literal('remove_duplicates'), columns: z.array(z.string()) }),
  /** One row kept, the one with most cells filled, of rows alike in every column of a list; list after list. */
  z.object({ kind: z.literal('keep_one'), by: z.array(z.array(z.string()).min(1)).min(1) }),
  /** Names in place of values, see the recipe step. */
  z.object({ kind: z.literal('pseudonymise'), columns: z.array(z.string()).min(1) }),
  ConvertSpec,
  DatesSpec,
  PhoneSpec,
  FollowSpec,
  z.object({ kind: z.literal('review') })
])
export type Repair = z.infer<typeof Repair>

/** Whether recipe steps can make a repair; else it is for the user to judge, or no step does just that. */
export function isRepairable(repair: Repair): boolean {
  return repair.kind !== 'review' && (repair.kind !== 'remove_duplicates' || !repair.columns.length)
}

/** Whether a repair rests on a guess beyond the finding: that, of two columns that contradict each other, the rare value is the wrong one. */
export function isGuess(repair: Repair): boolean {
  return repair.kind === 'follow'
}

/** Whether a repair takes something away for good reason but not for a fault: names that the work may need are hidden by it. */
export function isHiding(repair: Repair): boolean {
  return repair.kind === 'pseudonymise'
}

/** One anomaly: what, where, how likely a fault, the query that returns exactly its rows, and what could be done. */
const AnomalyAlone = z.object({
  /**
   * What makes it the same anomaly from search to search and from delivery to delivery: kind, detector, name of the table,
   * columns, and what else the detector looked for; never rows.
   */
  id: z.string(),
  kind: AnomalyKind,
  detector: z.string(),
  /** The search that made it, as `skipped` of a report names it where it fails: one search may tell under several names. */
  search: z.string(),
  place: AnomalyPlace,
  table: TableRef,
  columns: z.array(z.string()),
  /** Columns that its cells are held against, to be seen beside them. */
  beside: z.array(z.string()).optional(),
  rows: z.number().int(),
  cells: z.number().int(),
  severity: Severity,
  /** The chance that a cell it names is at fault. That the cell is as it says is another matter: see `isEvident`. */
  confidence: z.number().min(0).max(1),
  dimension: QualityDimension,
  /** `SELECT rowid, * …`: exactly the offending rows. */
  sql: z.string(),
  /** `SELECT row, col …`: the offending cells, both 0-based. */
  cellsSql: z.string(),
  message: LocalizedText,
  explanation: LocalizedText,
  /** Of parts that blame one column or another for the rows of one broken rule: the rule, the same for all, and what stands behind the count of its rows. */
  matter: z.object({ rule: z.array(z.string()), rows: LocalizedText }).optional(),
  /** The number of rows as a figure to open or to pin. */
  evidence: Evidence,
  proposal: z.object({ text: LocalizedText, repair: Repair }).nullable()
})

export const Anomaly = AnomalyAlone.extend({
  /** Of the findings that stand in it, the one of cells that could not be read: they have no value either, whatever is said of their text. */
  unread: AnomalyAlone.optional()
})
export type Anomaly = z.infer<typeof Anomaly>

/**
 * Whether its cells are without doubt what it says they are, whatever the chance that this is a fault (its `confidence`): an
 * empty cell is empty, even where nothing was to be written there.
 */
export function isEvident({ kind }: Pick<Anomaly, 'kind'>): boolean {
  return kind === 'missing'
}

export const AnomalyReport = z.object({
  tables: z.array(
    z.object({ table: TableRef, rows: z.number().int(), columns: z.number().int(), fingerprint: z.string() })
  ),
  findings: z.array(Anomaly),
  /** Checks that could not be made, and why; the others still count. */
  skipped: z.array(
    z.object({
      detector: z.string(),
      table: TableRef,
      reason: LocalizedText,
      /** True where the search goes as far as it ever does: made again, it tells no more. */
      bounded: z.boolean().optional()
    })
  ),
  seconds: z.number()
})
export type AnomalyReport = z.infer<typeof AnomalyReport>

/** What a search for anomalies tells while it runs: each finding as soon as it is known, then the whole. */
export const AnomalyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress }),
  z.object({ type: z.literal('finding'), finding: Anomaly }),
  z.object({ type: z.literal('done'), result: AnomalyReport })
])
export type AnomalyEvent = z.infer<typeof AnomalyEvent>

/**
 * Cells of some rows that anomalies cover, by their place in the row source; column -1 is the whole row. `known` is false where
 * the table, as it is now, has not been searched.
 */
export const AnomalyMarks = z.object({
  known: z.boolean(),
  findings: z.array(
    z.object({
      id: z.string(),
      severity: Severity,
      message: LocalizedText,
      /** True where it was accepted as a real fault; those that were dismissed are not among them. */
      accepted: z.boolean()
    })
  ),
  cells: z.array(
    z.object({
      row: z.number().int(),
      column: z.number().int(),
      /** Place in `findings`. */
      finding: z.number().int()
    })
  )
})
export type AnomalyMarks = z.infer<typeof AnomalyMarks>

/** An anomaly as a search told it, and the filter whose rows are asked for. */
export const NarrowRequest = z.object({
  anomaly: Anomaly.pick({ table: true, sql: true, cellsSql: true, evidence: true }),
  filter: Filter
})
export type NarrowRequest = z.infer<typeof NarrowRequest>

/**
 * The rows of an anomaly that a filter keeps: `rows` of the `of` that the search concerned, with their cells and their query;
 * `n` is the rows that the filter keeps of the whole table.
 */
export const NarrowedAnomaly = z.object({
  rows: z.number().int(),
  of: z.number().int(),
  cells: z.number().int(),
  n: z.number().int(),
  sql: z.string(),
  evidence: Evidence
})
export type NarrowedAnomaly = z.infer<typeof NarrowedAnomaly>

export const anomalies = {
  /** Searches the given tables, all those of the project where none is given. */
  detect: call.input(z.object({ tables: z.array(TableRef).max(1000).optional() })).output(eventIterator(AnomalyEvent)),
  /** What the last search of a table found in the rows of one page. */
  marks: call
    .input(z.object({ source: RowSource, offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }))
    .output(AnomalyMarks),
  /** Of the rows of an anomaly, those that a filter keeps; the search itself stays on all rows. */
  narrow: call.input(NarrowRequest).output(NarrowedAnomaly)
}
