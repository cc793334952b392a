import { z } from 'zod'
import { call, jobEvents } from './call'
import { Filter, LocalizedText, Scalar, TableRef } from './common'

const column = z.string()
const search = z.string().max(200).default('')

/**
 * One facet of a table: how the values of a column are counted. `number` and `date` are histograms whose bins are
 * the same whatever the filter; `word` counts the rows that hold a word; `missing` tells rows without a value from others.
 */
export const FacetSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), column, search }),
  z.object({ kind: z.literal('number'), column }),
  z.object({ kind: z.literal('date'), column, unit: z.enum(['auto', 'year', 'month', 'day']).default('auto') }),
  z.object({ kind: z.literal('word'), column, search }),
  z.object({ kind: z.literal('missing'), column })
])
export type FacetSpec = z.infer<typeof FacetSpec>
export type FacetKind = FacetSpec['kind']

/**
 * One line or bar of a facet with its number of rows. Text and word: `value` (null stands for rows without one).
 * Number and date: from `value`, up to but without `to`; `tail` at an end that gathers a long tail, wider than the others.
 * Missing: `value` is true where the value is missing.
 */
export const FacetBin = z.object({
  value: Scalar,
  to: Scalar.optional(),
  n: z.number().int(),
  tail: z.literal(true).optional()
})
export type FacetBin = z.infer<typeof FacetBin>

/** A facet counted under the conditions of all others, without its own. */
export const FacetCounts = z.object({
  spec: FacetSpec,
  /** The step of a date facet. */
  unit: z.enum(['year', 'month', 'day']).nullable(),
  bins: z.array(FacetBin),
  /** Rows without a value. */
  missing: z.number().int(),
  /** Values that are not listed, and their rows: beyond the longest list, or no finite number. */
  others: z.object({ values: z.number().int(), rows: z.number().int() }),
  /** Why the facet cannot be counted, instead of its bins. */
  problem: LocalizedText.nullable()
})
export type FacetCounts = z.infer<typeof FacetCounts>

/** `coded`: counted on narrow codes kept in memory; `plain`: by queries on the table itself, with the reason where one was asked for. */
export const FacetMode = z.object({ coded: z.boolean(), reason: LocalizedText.nullable() })
export type FacetMode = z.infer<typeof FacetMode>

const facets = z.array(FacetSpec).max(30)

export const FacetsResult = z.object({
  /** All rows of the table, and those that the whole filter keeps. */
  rows: z.number().int(),
  kept: z.number().int(),
  facets: z.array(FacetCounts),
  mode: FacetMode,
  /** The filter in words, and the query of the rows that it keeps. */
  words: LocalizedText,
  sql: z.string()
})
export type FacetsResult = z.infer<typeof FacetsResult>

/**
 * What a brush over one histogram needs to answer each of its moves without a query: for every edge of the active
 * facet, the rows before it, in all and by bin of each other facet. The rows of a brush are the difference of two of
 * its vectors. Method: Falcon, Moritz, Howe and Heer 2019, doi:10.1145/3290605.3300924.
 */
export const BrushIndex = z.object({
  /** One more than the active bins: rows kept by the other conditions, below each edge. */
  kept: z.array(z.number().int()),
  /** By facet asked for: at each edge, the rows of each bin; empty for the active one. */
  facets: z.array(z.array(z.array(z.number().int()))),
  mode: FacetMode,
  /** Milliseconds that it took to make. */
  took: z.number()
})
export type BrushIndex = z.infer<typeof BrushIndex>

const name = z.string().trim().min(1).max(200)

/** A filter kept under a name, on the rows of one table. */
export const StoredFilter = z.object({ id: z.string(), name, table: TableRef, filter: Filter, savedAt: z.string() })
export type StoredFilter = z.infer<typeof StoredFilter>

/** A named filter as read now: in words, and why it cannot be applied where a column or its table is gone. */
export const NamedFilter = StoredFilter.extend({ words: LocalizedText, problem: LocalizedText.nullable() })
export type NamedFilter = z.infer<typeof NamedFilter>

/** Facets that filter each other, and filters kept under a name. */
export const filters = {
  facets: call.input(z.object({ table: TableRef, filter: Filter, facets })).output(FacetsResult),
  /** Makes the codes that facets of a large table are counted on; answers at once where they are there or not worth it. */
  prepare: call.input(z.object({ table: TableRef, facets })).output(jobEvents(FacetMode)),
  /** What a brush over `facets[active]` needs; the bins of the others are the values shown. */
  brush: call
    .input(
      z.object({
        table: TableRef,
        filter: Filter,
        facets: z.array(z.object({ spec: FacetSpec, values: z.array(Scalar).max(500) })).max(30),
        active: z.number().int().min(0)
      })
    )
    .output(BrushIndex),
  /** A filter in words and as SQL, with the rows it keeps; a column that is gone is refused by name. */
  describe: call
    .input(z.object({ table: TableRef, filter: Filter }))
    .output(z.object({ rows: z.number().int(), kept: z.number().int(), words: LocalizedText, sql: z.string() })),
  list: call.input(z.object({}).optional()).output(z.array(NamedFilter)),
  save: call.input(z.object({ name, table: TableRef, filter: Filter })).output(NamedFilter),
  update: call
    .input(z.object({ id: z.string(), name: name.optional(), filter: Filter.optional() }))
    .output(NamedFilter),
  duplicate: call.input(z.object({ id: z.string(), name })).output(NamedFilter),
  remove: call.input(z.object({ id: z.string() })).output(z.object({}))
}
