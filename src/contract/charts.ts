import { z } from 'zod'
import { call } from './call'
import { Evidence, Filter, LocalizedText, Scalar, TableRef } from './common'

export const ChartKind = z.enum(['bar', 'line', 'histogram', 'scatter'])
export type ChartKind = z.infer<typeof ChartKind>

/** How fine a time axis is; the engine chooses by the span of the dates where none is asked for. */
export const TimeUnit = z.enum(['year', 'quarter', 'month', 'week', 'day', 'hour'])
export type TimeUnit = z.infer<typeof TimeUnit>

/** `count` and `share` need no column; `share` is within each x where a colour splits it, else of all rows. */
export const ChartAggregate = z.enum(['count', 'mean', 'sum', 'median', 'share'])
export type ChartAggregate = z.infer<typeof ChartAggregate>

/** What a chart is meant to show; the engine makes its SQL, `src/charts` its Vega-Lite spec. No foreign spec is ever taken. */
export const ChartIntent = z.object({
  kind: ChartKind,
  table: TableRef,
  /** A SELECT of the user whose rows are drawn in place of the table's; `table` then only says where the chart was made. */
  query: z.string().min(1).max(200_000).optional(),
  x: z.object({
    column: z.string(),
    timeUnit: TimeUnit.optional(),
    /** Number of bins wished for a histogram; edges stay round numbers. */
    bins: z.number().int().min(2).max(100).optional()
  }),
  /** A scatter plot shows the column itself, whatever the aggregate. */
  y: z.object({ column: z.string().optional(), aggregate: ChartAggregate }).default({ aggregate: 'count' }),
  colour: z.string().optional(),
  filter: Filter.optional(),
  /** The finding in the user's words; empty where nothing is claimed yet. */
  title: z.string().max(300).default('')
})
export type ChartIntent = z.infer<typeof ChartIntent>

/** What the cells of a row stand for. `xKind` and `colourKind`: 0 a value, 1 missing values, 2 all other values together. */
export const ChartRole = z.enum(['x', 'x2', 'xKind', 'colour', 'colourKind', 'y', 'n'])
export type ChartRole = z.infer<typeof ChartRole>

/** The aggregated numbers of a chart. Times are milliseconds since 1970 as written in the data (no zone); a null `y` is a gap. */
export const ChartData = z.object({
  columns: z.array(ChartRole),
  rows: z.array(z.array(Scalar)),
  xType: z.enum(['text', 'number', 'time']),
  /** True where the x values have an order of their own (numbers, dates), else bars stand by size. */
  ordered: z.boolean(),
  timeUnit: TimeUnit.nullable(),
  /** Rows behind the marks, and rows left out because a value needed is missing. */
  n: z.number().int(),
  missing: z.number().int(),
  /** Roles whose values are truth values, written `true` and `false`: the reader sees words of the language. */
  truth: z.array(ChartRole).optional(),
  /** Values put together as "others", by axis. */
  others: z.object({ x: z.number().int(), colour: z.number().int() }),
  /** Points drawn out of all, where a scatter plot shows a fixed random sample. */
  sample: z.object({ shown: z.number().int(), of: z.number().int() }).nullable(),
  /** The measure in words, e.g. "moyenne de « montant »". */
  measure: LocalizedText,
  notes: z.array(LocalizedText),
  evidence: Evidence
})
export type ChartData = z.infer<typeof ChartData>

export const SavedChart = z.object({ id: z.string(), intent: ChartIntent, savedAt: z.string() })
export type SavedChart = z.infer<typeof SavedChart>

/** A chart of the list, by the name that it bears on the screen: its title, or else what it draws. */
export const ListedChart = SavedChart.extend({ name: LocalizedText })
export type ListedChart = z.infer<typeof ListedChart>

/** Charts: their numbers, aggregated in DuckDB, and those that are kept. */
export const charts = {
  data: call.input(z.object({ intent: ChartIntent })).output(ChartData),
  list: call.input(z.object({}).optional()).output(z.array(ListedChart)),
  save: call.input(z.object({ intent: ChartIntent })).output(SavedChart),
  update: call.input(z.object({ id: z.string(), intent: ChartIntent })).output(SavedChart),
  remove: call.input(z.object({ id: z.string() })).output(z.object({}))
}
