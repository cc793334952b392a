import { z } from 'zod'

/** A text for people, in both languages of the product; French is written first. */
export const LocalizedText = z.object({ fr: z.string(), en: z.string() })
export type LocalizedText = z.infer<typeof LocalizedText>

/** A table of the project: `raw` as loaded, `clean` as the recipe makes it. */
export const TableRef = z.object({ schema: z.enum(['raw', 'clean']), name: z.string().min(1) })
export type TableRef = z.infer<typeof TableRef>

/** One step of long work: `done` and `total` share a unit, told where it is bytes; `total` is null when unknown. */
export const Progress = z.object({
  step: LocalizedText,
  done: z.number(),
  total: z.number().nullable(),
  unit: z.literal('bytes').optional()
})
export type Progress = z.infer<typeof Progress>

/** Where in a user's input something happened; all counts are 1-based. */
export const Place = z.object({
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  offset: z.number().int().optional()
})
export type Place = z.infer<typeof Place>

/** Every failure that crosses to the UI or the command line, as data. */
export const ErrorData = z.object({
  kind: z.enum(['input', 'not_found', 'conflict', 'locked', 'limit', 'refused', 'cancelled', 'corrupt', 'internal']),
  message: LocalizedText,
  hint: LocalizedText.optional(),
  sql: z.string().optional(),
  place: Place.optional(),
  /** The words of the database itself, where `message` says them plainer. */
  detail: z.string().optional()
})
export type ErrorData = z.infer<typeof ErrorData>

/** A scalar that may cross as JSON; wide integers, decimals and dates cross as text. */
export const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Scalar = z.infer<typeof Scalar>

/**
 * One condition on one column; `in` and `between` take several values. `word` keeps rows that hold at least one of the
 * words, whole and whatever their case; `not word` those that hold none.
 */
export const Condition = z.object({
  column: z.string(),
  op: z.enum([
    '=',
    '<>',
    '<',
    '<=',
    '>',
    '>=',
    'in',
    'not in',
    'between',
    'contains',
    'word',
    'not word',
    'missing',
    'present'
  ]),
  values: z.array(Scalar).max(10_000).default([])
})
export type Condition = z.infer<typeof Condition>

/**
 * A conjunction of conditions: the filter written beside every result. `named` is the named filter that the
 * conditions were copied from: they stay as they were when it changes, and what used them is then told to be stale.
 */
export const Filter = z.object({
  all: z.array(Condition).max(200).default([]),
  named: z.object({ id: z.string(), name: z.string().max(200) }).optional()
})
export type Filter = z.infer<typeof Filter>

/**
 * What stands behind one figure: its meaning, its query and its rows.
 * `sql` computes the figure; `rowsSql` returns the rows it is about, with `rowid` first where rows can be opened.
 */
export const Evidence = z.object({
  title: LocalizedText,
  definition: LocalizedText,
  n: z.number().int().nullable(),
  filter: LocalizedText,
  /** The filter that `filter` tells, as data, where the figure was asked for under one. */
  applied: Filter.optional(),
  /** Where rows that this filter leaves out are read too, or alone. */
  outside: z.literal(true).optional(),
  /** The prepared table whose values chose the rows by that filter, where the figure reads raw rows that it was made of. */
  chosenIn: TableRef.optional(),
  /** The rule that the figure is about, and a hash of what it then asked: it is told when the rule changed since. */
  rule: z.object({ id: z.string(), name: z.string(), state: z.string() }).optional(),
  sql: z.string(),
  rowsSql: z.string().nullable(),
  table: TableRef.nullable(),
  columns: z.array(z.string())
})
export type Evidence = z.infer<typeof Evidence>

/** How a figure over a whole table tells its rows. */
export const ALL_ROWS: LocalizedText = { fr: 'Toutes les lignes', en: 'All rows' }

/** The words that must stand beside a figure to say which rows it is about; null where these are all of its table. */
export function rowsToTell({ filter }: Pick<Evidence, 'filter'>): LocalizedText | null {
  return filter.fr === ALL_ROWS.fr ? null : filter
}
