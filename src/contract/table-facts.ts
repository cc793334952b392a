import { z } from 'zod'
import { LocalizedText } from './common'

/** Rows drawn from a table: `n` out of `of`, one at a random place of each of `n` equal stretches, always the same ones. */
export const Sampled = z.object({ n: z.number().int(), of: z.number().int() })
export type Sampled = z.infer<typeof Sampled>

/** A column that an analysis did not take, and why. */
export const LeftOut = z.object({ name: z.string(), reason: LocalizedText })
export type LeftOut = z.infer<typeof LeftOut>

/**
 * How two columns go together, over the `n` rows where both have a value. Numbers: `value` is Pearson's r, `spearman` Pearson's r of the
 * ranks (ties share their mean rank). Categories: Cramér's V corrected for bias (Bergsma, 2013). A category and a number: the correlation
 * ratio eta. `strength`, from 0 to 1, orders pairs of all kinds: the greater of |r| and |rho|, V, or eta corrected for the number of
 * categories (epsilon of Kelley, 1935). Null where one of the two does not vary.
 */
export const Association = z.object({
  left: z.string(),
  right: z.string(),
  measure: z.enum(['pearson', 'cramers_v', 'correlation_ratio']),
  value: z.number().nullable(),
  spearman: z.number().nullable(),
  strength: z.number().nullable(),
  n: z.number().int()
})
export type Association = z.infer<typeof Association>

/** Every pair of the columns taken, strongest first. */
export const Associations = z.object({
  sampled: Sampled.nullable(),
  columns: z.array(z.object({ name: z.string(), role: z.enum(['number', 'category']) })),
  pairs: z.array(Association),
  leftOut: z.array(LeftOut)
})
export type Associations = z.infer<typeof Associations>

/** Which columns are empty together (NULL or blank text); counts over all rows. */
export const Missingness = z.object({
  /** Columns with gaps, most gaps first. */
  columns: z.array(z.object({ name: z.string(), n: z.number().int() })),
  /** The most frequent sets of columns that are empty on the same rows, the full rows among them (`missing` empty). */
  patterns: z.array(z.object({ missing: z.array(z.string()), n: z.number().int() })),
  patternCount: z.number().int(),
  complete: z.number().int(),
  /** Rows where both are empty, and the phi coefficient of the two gaps; null where a column is empty throughout. */
  pairs: z.array(z.object({ left: z.string(), right: z.string(), both: z.number().int(), phi: z.number().nullable() })),
  leftOut: z.array(LeftOut)
})
export type Missingness = z.infer<typeof Missingness>

/**
 * `dependent` follows from `determinant`: rows alike in the one are alike in the other. `n` rows have a value in all of them; `repeated` of
 * these share their determinant with another row and so bear witness. `violations` is the least number of rows to take out for the rule to
 * hold without exception; `g3` is that number over `n` (Kivinen and Mannila, 1995).
 */
export const Dependency = z.object({
  determinant: z.array(z.string()).min(1),
  dependent: z.string(),
  n: z.number().int(),
  repeated: z.number().int(),
  violations: z.number().int(),
  g3: z.number()
})
export type Dependency = z.infer<typeof Dependency>

/** Dependencies counted over all rows; `screened` tells the sample by which the others were left out. */
export const Dependencies = z.object({
  screened: Sampled.nullable(),
  found: z.array(Dependency),
  /** Columns tried two by two. */
  paired: z.array(z.string()),
  /** Likely ones that were not counted, for want of time. */
  uncounted: z.number().int(),
  leftOut: z.array(LeftOut)
})
export type Dependencies = z.infer<typeof Dependencies>

/** What is told of the columns of a table together. */
export const TableFacts = z.object({
  missingness: Missingness,
  associations: Associations,
  dependencies: Dependencies,
  seconds: z.number()
})
export type TableFacts = z.infer<typeof TableFacts>

/** One figure of the table's facts, named so that its evidence can be asked for. */
export const FactKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('association'), left: z.string(), right: z.string() }),
  z.object({ kind: z.literal('pattern'), missing: z.array(z.string()) }),
  z.object({ kind: z.literal('missing_pair'), left: z.string(), right: z.string() }),
  z.object({ kind: z.literal('dependency'), determinant: z.array(z.string()).min(1), dependent: z.string() })
])
export type FactKey = z.infer<typeof FactKey>
