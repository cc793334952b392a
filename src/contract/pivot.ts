import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, TableRef } from './common'

/** How the values of a column are grouped: each by itself, dates by period, numbers by bins of equal width (1, 2 or 5 times a power of ten). */
export const PivotGroup = z.enum(['value', 'year', 'quarter', 'month', 'week', 'weekday', 'bins'])
export type PivotGroup = z.infer<typeof PivotGroup>

export const PivotField = z.object({ column: z.string(), group: PivotGroup.default('value') })
export type PivotField = z.infer<typeof PivotField>

/**
 * `count` counts rows; `share_row`, `share_column`, `share_total` are shares of rows, or of the sum of `column` where
 * one is given. All others are of `column`: `missing` counts its rows without a value, `distinct` its different values.
 * For `sum`, `mean` and `median`, yes and no count as 1 and 0, NaN and infinities as missing.
 */
export const PivotAggregate = z.enum([
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'distinct',
  'missing',
  'share_row',
  'share_column',
  'share_total'
])
export type PivotAggregate = z.infer<typeof PivotAggregate>

export const PivotMeasure = z.object({ aggregate: PivotAggregate, column: z.string().optional() })
export type PivotMeasure = z.infer<typeof PivotMeasure>

/** A pivot table: what stands in rows and in columns, what is measured in each cell, on the rows that the filter keeps. */
export const PivotSpec = z.object({
  table: TableRef,
  rows: z.array(PivotField).min(1).max(3),
  columns: z.array(PivotField).max(2),
  measures: z.array(PivotMeasure).min(1).max(6),
  filter: Filter.optional(),
  /** Combinations shown apart, those of most rows first; the rest stands together as "others" under each group. */
  mostRows: z.number().int().min(1).max(1000).default(500),
  mostColumns: z.number().int().min(1).max(200).default(200)
})
export type PivotSpec = z.infer<typeof PivotSpec>

/** What stands where in a pivot table. */
export const PivotLayout = PivotSpec.pick({ rows: true, columns: true, measures: true })
export type PivotLayout = z.infer<typeof PivotLayout>

/** The bins of one field: bin `k` runs from `k × digit × 10^exponent` up to the next, without it. */
export const PivotBins = z.object({ digit: z.number(), exponent: z.number().int() })
export type PivotBins = z.infer<typeof PivotBins>

/**
 * A pivot table ready to be read. `sql` answers one row a cell, totals and subtotals included (all computed from the rows
 * themselves), to be fetched as Arrow pages of a RowSource of kind `query`, in the order in which groups stand. Columns:
 * `gr`, `gc` (how many row and column fields the cell is of: 0 is the total), then by field of rows `r1…` and of columns `c1…` the
 * group as text (null: missing), `ro`, `co` (the level, from 1, at which the cell is "others"; 0 for none), `n` (rows), then by measure `m1…`
 * and `v1…` (values present, where the measure has a column).
 */
export const PivotPlan = z.object({
  sql: z.string(),
  /** Rows that the filter keeps, and how many combinations of rows and of columns there are. */
  n: z.number().int(),
  rowGroups: z.number().int(),
  columnGroups: z.number().int(),
  /** By field of rows, then of columns; null where it is not grouped by bins. */
  bins: z.array(PivotBins.nullable()),
  filter: LocalizedText,
  notes: z.array(LocalizedText)
})
export type PivotPlan = z.infer<typeof PivotPlan>

/** A group of one field: a value as `sql` wrote it, null for rows without one, or the others of its level. */
export const PivotKey = z.union([z.object({ value: z.string().nullable() }), z.object({ others: z.literal(true) })])
export type PivotKey = z.infer<typeof PivotKey>

/** One cell: its groups in rows and in columns (fewer than the fields for a subtotal, none for the total), and its measure by place. */
export const PivotCell = z.object({
  rows: z.array(PivotKey).max(3),
  columns: z.array(PivotKey).max(2),
  measure: z.number().int().min(0)
})
export type PivotCell = z.infer<typeof PivotCell>

const keys = z.array(z.array(PivotKey).max(3)).min(1).max(2000)

export const pivot = {
  plan: call.input(z.object({ spec: PivotSpec })).output(PivotPlan),
  /** The layout last looked at on a table, as the log of looks has it: a project opens with it again. */
  last: call.input(z.object({ table: TableRef })).output(z.object({ layout: PivotLayout.nullable() })),
  /** The figure of a cell with its own query, and the rows behind it. */
  evidence: call.input(z.object({ spec: PivotSpec, cell: PivotCell })).output(Evidence),
  /** The table as it stands on the screen, a column a group, as a query to export: groups in the order given. */
  sheet: call
    .input(
      z.object({
        spec: PivotSpec,
        rows: keys,
        columns: keys,
        /** Names of the columns, those of the row fields first, then one a group and measure: six of 200 groups and as many subtotals at most. */
        names: z.array(z.string().max(400)).max(3000),
        /** How the groups of rows are written. */
        labels: z.array(z.array(z.string().max(1000))).max(2000)
      })
    )
    .output(z.object({ sql: z.string() }))
}
