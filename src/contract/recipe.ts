import { z } from 'zod'
import { call } from './call'
import { LocalizedText, Scalar, TableRef } from './common'
import { JoinHow, JoinPair } from './relations'

const Grouping = z.enum(['', ' ', '.', ',', "'"])

/**
 * Date and time shapes, tried in order: `strptime` formats (%Y %y %m %d %B %H %M %S %f %I %p %z), whose months may be French
 * or English words, and %A (name of a day), %q (quarter), %G-W%V (ISO week), `excel` (serial days), `unix`, `unix-ms`.
 */
const Shapes = z.array(z.string().max(60)).min(1).max(12)
/** True where the sample leaves open how it is read: days and months, or a decimal mark and thousands, could change places. */
const Ambiguous = z.boolean().optional()

/** How the text of a column is read. */
export const TextReading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text') }),
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
    ambiguous: Ambiguous
  }),
  z.object({ kind: z.literal('date'), shapes: Shapes, ambiguous: Ambiguous }),
  /** Times with an offset (%z) are brought to UTC. */
  z.object({ kind: z.literal('timestamp'), shapes: Shapes, ambiguous: Ambiguous }),
  z.object({ kind: z.literal('time'), shapes: Shapes }),
  /** A length of time, read in seconds; `pair` says what the two numbers of `12:30` are. */
  z.object({ kind: z.literal('duration'), pair: z.enum(['h:m', 'm:s']) }),
  /** Words without regard to case; an empty `no` reads every empty cell as no. */
  z.object({ kind: z.literal('boolean'), yes: z.string().max(20), no: z.string().max(20) })
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

/** One repair or transformation of a table; raw rows never change. */
export const StepSpec = z.discriminatedUnion('kind', [
  /** Reads a text column as another type; what cannot be read becomes missing and is counted. */
  z.object({ kind: z.literal('cast'), column: z.string(), reading: TextReading }),
  /** Makes codes such as 99 or "NC" missing. */
  z.object({ kind: z.literal('missing'), column: z.string(), values: z.array(Scalar).min(1).max(1_000) }),
  /** Writes the labels that a file keeps for its codes in their place; a code without one stays. Raw rows keep the codes. */
  z.object({ kind: z.literal('label'), column: z.string(), labels: z.array(ValueLabel).min(1).max(10_000) }),
  /** Writes variants of one category alike. */
  z.object({
    kind: z.literal('merge'),
    column: z.string(),
    variants: z.array(z.string()).min(1).max(10_000),
    into: z.string()
  }),
  /** Keeps the first of rows that are alike in every column. */
  z.object({ kind: z.literal('deduplicate') }),
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

/** A step with what it does to the rows as they come to it. */
export const StepEffect = z.object({
  step: Step,
  title: LocalizedText,
  sql: z.string(),
  changedCells: z.number().int().nullable(),
  lostCells: z.number().int().nullable(),
  /** Of a join: rows that found a match, rows that did not, and rows after it. */
  joined: z
    .object({ matched: z.number().int(), unmatched: z.number().int(), rows: z.number().int() })
    .nullable()
    .default(null),
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

export const recipe = {
  show: call.input(z.object({ table: z.string() })).output(RecipeOf),
  add: call.input(z.object({ table: z.string(), spec: StepSpec })).output(Step),
  enable: call.input(z.object({ id: z.string(), enabled: z.boolean() })).output(Step),
  remove: call.input(z.object({ id: z.string() })).output(z.object({})),
  /** Puts a step just before another one, or at the end. */
  move: call.input(z.object({ id: z.string(), before: z.string().nullable() })).output(z.object({}))
}
