import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, TableRef } from './common'

/** What a figure is counted in: `share` runs from 0 to 1, `points` from -100 to 100 with its sign (NPS, differences). */
export const FigureUnit = z.enum(['count', 'number', 'share', 'points'])
export type FigureUnit = z.infer<typeof FigureUnit>

/**
 * How the 95 % interval of a figure follows from the counts beside it in the same row of its query:
 * `nps` needs `n, promoters, detractors`; `proportion` needs `n, successes`; `mean` needs `n, mean, sd`.
 */
export const IntervalMethod = z.enum(['nps', 'proportion', 'mean'])
export type IntervalMethod = z.infer<typeof IntervalMethod>

/** The first values of an answer, as they are read: some of its columns, the first of its `total` rows. */
export const FirstRows = z.object({
  columns: z.array(z.string()),
  /** Columns beyond those shown. */
  moreColumns: z.number().int(),
  /** Of each column shown, whether it holds numbers; not told in answers kept from before it was. */
  numeric: z.array(z.boolean()).optional(),
  rows: z.array(z.array(LocalizedText)),
  total: z.number().int()
})
export type FirstRows = z.infer<typeof FirstRows>

/** A figure as its query gave it. `value` is null where the query answers something else than one number. */
export const FindingFigure = z.object({
  /** The figure as it is read, e.g. "−12,4 points" or "1 250 lignes". */
  text: LocalizedText,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number().int().nullable(),
  unit: FigureUnit,
  interval: IntervalMethod.nullable(),
  /** True where the text was given by who pinned it (a chart, a table): it is kept when the figure is computed again. */
  worded: z.boolean(),
  /** What the query answers where that is more than the figure: a row of several figures, or several rows. */
  first: FirstRows.nullable().default(null)
})
export type FindingFigure = z.infer<typeof FindingFigure>

export const FindingKind = z.enum(['anomaly', 'measure', 'query', 'chart', 'profile', 'comparison', 'rule'])
export type FindingKind = z.infer<typeof FindingKind>

/**
 * A table that a finding's query reads, as it was when the figure was computed. Schema `clean` stands for the table
 * as analysed (the raw rows where no recipe changes them), `raw` for the rows as loaded whatever the recipe.
 */
export const TableState = z.object({ table: TableRef, fingerprint: z.string(), rows: z.number().int() })
export type TableState = z.infer<typeof TableState>

/** A figure kept, with what proves it and the state of the data it was computed on. */
export const StoredFinding = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string(),
  kind: FindingKind,
  figure: FindingFigure,
  evidence: Evidence,
  /** Hash of the states of all tables that the query reads. */
  fingerprint: z.string(),
  tables: z.array(TableState),
  createdAt: z.string(),
  computedAt: z.string()
})
export type StoredFinding = z.infer<typeof StoredFinding>

/** A finding as read now: `stale` when the data changed since its figure was computed; `changes` says what. */
export const Finding = StoredFinding.extend({ stale: z.boolean(), changes: z.array(LocalizedText) })
export type Finding = z.infer<typeof Finding>

const title = z.string().trim().min(1).max(300)
const note = z.string().max(10_000)
const sql = z.string().min(1).max(200_000)

/**
 * What to pin. The engine computes the figure itself by running `evidence.sql`: it takes the column `value` of its
 * one row, else its one column, else `n`; `text` stands where the answer is not one number (a chart, a table).
 */
export const PinRequest = z.object({
  title,
  note: note.default(''),
  kind: FindingKind,
  evidence: Evidence.extend({ sql, rowsSql: sql.nullable(), columns: z.array(z.string()).max(10_000) }),
  unit: FigureUnit.default('number'),
  interval: IntervalMethod.nullable().default(null),
  text: LocalizedText.optional(),
  /** Pins the figure over the rows of its table that this keeps; not for a figure that was asked for under a filter. */
  filter: Filter.optional()
})
export type PinRequest = z.input<typeof PinRequest>

/** Findings (constats): figures pinned with their evidence. Rows open through a RowSource of kind `query` on `evidence.rowsSql`. */
export const findings = {
  list: call.input(z.object({}).optional()).output(z.array(Finding)),
  pin: call.input(PinRequest).output(Finding),
  update: call.input(z.object({ id: z.string(), title: title.optional(), note: note.optional() })).output(Finding),
  /** Removes a finding (undoable). What cites it keeps its id and tells that the finding is gone. */
  remove: call.input(z.object({ id: z.string() })).output(z.object({})),
  /** Computes the figure again on the data as they are now, and takes their fingerprint. */
  refresh: call.input(z.object({ id: z.string() })).output(Finding)
}
