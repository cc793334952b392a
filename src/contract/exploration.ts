import { z } from 'zod'
import { call } from './call'
import { Filter, LocalizedText, TableRef } from './common'
import { PivotLayout } from './pivot'

/**
 * What a look was: the rows of a table, the values of a column in view in its grid, one column in detail, a facet, a chart, a pivot table, a measure, two sides
 * compared, associations, a relation, an anomaly, the evidence of a figure, a query of one's own.
 */
export const LookKind = z.enum([
  'rows',
  'grid',
  'column',
  'facet',
  'chart',
  'pivot',
  'measure',
  'compare',
  'association',
  'relation',
  'anomaly',
  'evidence',
  'query'
])
export type LookKind = z.infer<typeof LookKind>

/** A column by the name of its table: raw rows and their prepared form are one table here. */
export const ColumnAt = z.object({ table: z.string(), column: z.string() })
export type ColumnAt = z.infer<typeof ColumnAt>

/** What rows were split by, and into how many groups. */
export const LookSegment = ColumnAt.extend({ by: z.enum(['value', 'classes', 'period']), groups: z.number().int() })
export type LookSegment = z.infer<typeof LookSegment>

/**
 * A figure that was looked at. `comparisons` counts the differences or associations that it lets one judge: by
 * segment, each group against the rest (two groups make one comparison); one for each pair of columns; one for a
 * distribution read under a filter of other columns; none for a single figure or distribution, and none where they
 * cannot be told (a query of one's own, counted apart).
 */
export const NewLook = z.object({
  kind: LookKind,
  tables: z.array(z.string()).max(100),
  /** What was measured or drawn; not what it was split or filtered by. */
  columns: z.array(ColumnAt).max(5_000),
  segment: LookSegment.nullable().default(null),
  /** On the first table. */
  filter: Filter.nullable().default(null),
  /** The figure in words. */
  figure: LocalizedText,
  /** SHA-256 of the query of one's own that it is of, where the words do not say all of it. */
  query: z.string().length(64).optional(),
  /** Of a comparison: the columns whose values make the sides, none for whole tables. Not known of looks that older versions kept. */
  sidesBy: z.array(ColumnAt).optional(),
  /** Of a pivot table: what stood where. */
  pivot: PivotLayout.optional(),
  comparisons: z.number().int().min(0)
})
export type NewLook = z.infer<typeof NewLook>

/** A look as kept: one entry a figure and a day (of this machine), told when it was first and last taken, and how often. */
export const Look = NewLook.extend({
  id: z.string(),
  day: z.string(),
  first: z.string(),
  last: z.string(),
  times: z.number().int()
})
export type Look = z.infer<typeof Look>

/** A look as read: its filter in words, and the dates that the filter keeps it to. */
export const LookRead = Look.extend({
  filterWords: LocalizedText.nullable(),
  period: ColumnAt.extend({ from: z.string().nullable(), to: z.string().nullable() }).nullable()
})
export type LookRead = z.infer<typeof LookRead>

/** A look that the screen tells of, where nothing is computed for it: evidence or an anomaly opened, values in view, a query run. */
export const ToldLook = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['evidence', 'anomaly']),
    table: TableRef,
    columns: z.array(z.string()).max(5_000),
    filter: Filter.optional(),
    figure: LocalizedText
  }),
  /** Columns whose values stayed in view in the grid of a table. */
  z.object({ kind: z.literal('grid'), table: TableRef, columns: z.array(z.string()).max(5_000) }),
  z.object({ kind: z.literal('query'), sql: z.string().min(1).max(200_000) })
])
export type ToldLook = z.infer<typeof ToldLook>

/** What a column was seen as: each kind of look but rows and their grid, and `segment` where it split or filtered others. */
export const Aspect = z.enum([
  'column',
  'facet',
  'chart',
  'pivot',
  'measure',
  'segment',
  'compare',
  'association',
  'relation',
  'anomaly',
  'evidence',
  'query'
])
export type Aspect = z.infer<typeof Aspect>
const Counts = z.partialRecord(Aspect, z.number().int())

/** One column: looks by aspect, seen where there is any; `inView` is when its values were first in view in the grid, which shows no figure of it. */
export const ColumnCoverage = z.object({
  name: z.string(),
  type: z.string(),
  counts: Counts,
  looks: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  inView: z.string().nullable()
})
export type ColumnCoverage = z.infer<typeof ColumnCoverage>

/** A stretch of a date column: looks kept to dates of it, and figures split by this column that show it among others. */
export const PeriodBin = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.number().int(),
  alone: z.number().int(),
  split: z.number().int()
})
export type PeriodBin = z.infer<typeof PeriodBin>
export const PeriodCoverage = z.object({
  column: z.string(),
  unit: z.enum(['year', 'quarter', 'month', 'day']),
  bins: z.array(PeriodBin)
})
export type PeriodCoverage = z.infer<typeof PeriodCoverage>

/** One table: how often its rows were opened, how many of its columns were seen, and how many others were no more than in view in the grid; looks by aspect. */
export const TableCoverage = z.object({
  table: TableRef,
  rows: z.number().int(),
  opened: z.number().int(),
  columns: z.number().int(),
  seen: z.number().int(),
  inView: z.number().int(),
  counts: Counts,
  looks: z.number().int(),
  comparisons: z.number().int(),
  last: z.string().nullable()
})
export type TableCoverage = z.infer<typeof TableCoverage>

/**
 * How many comparisons were made, each figure once however often it was looked at; `byChance` would look remarkable at
 * 5 % if nothing were there; `threshold` is Bonferroni's (5 % divided by them; 5 % where there is none).
 */
export const Comparisons = z.object({
  made: z.number().int(),
  byChance: z.number(),
  threshold: z.number(),
  /** Different queries of one's own, whose comparisons cannot be counted. */
  queries: z.number().int()
})
export type Comparisons = z.infer<typeof Comparisons>

export const ExplorationMap = z.object({
  tables: z.array(TableCoverage),
  looks: z.number().int(),
  figures: z.number().int(),
  since: z.string().nullable(),
  comparisons: Comparisons
})
export type ExplorationMap = z.infer<typeof ExplorationMap>

export const TableMap = z.object({
  table: TableRef,
  columns: z.array(ColumnCoverage),
  periods: z.array(PeriodCoverage)
})
export type TableMap = z.infer<typeof TableMap>

/** What is still blind, and why it is worth a look; `worth` orders them, 0 to 100. */
export const Blind = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('table'), table: TableRef, worth: z.number(), reasons: z.array(LocalizedText) }),
  z.object({
    kind: z.enum(['column', 'segment']),
    table: TableRef,
    column: z.string(),
    worth: z.number(),
    reasons: z.array(LocalizedText)
  }),
  z.object({
    kind: z.literal('period'),
    table: TableRef,
    column: z.string(),
    from: z.string(),
    to: z.string(),
    worth: z.number(),
    reasons: z.array(LocalizedText)
  })
])
export type Blind = z.infer<typeof Blind>

export const Confidence = z.enum(['low', 'mid', 'high'])
export type Confidence = z.infer<typeof Confidence>
export const Verdict = z.enum(['confirmed', 'contradicted', 'undecided'])
export type Verdict = z.infer<typeof Verdict>

/** What decided a guess: a finding, or a figure in words. */
export const Outcome = z.object({
  verdict: Verdict,
  finding: z.string().nullable(),
  figure: z.string().trim().max(1_000),
  decidedAt: z.string()
})
export type Outcome = z.infer<typeof Outcome>

/** A guess as kept. `writtenAt` is the moment of its words, columns and confidence as they stand: changing any moves it. */
export const StoredGuess = z.object({
  id: z.string(),
  text: z.string(),
  columns: z.array(ColumnAt),
  confidence: Confidence,
  writtenAt: z.string(),
  outcome: Outcome.nullable()
})
export type StoredGuess = z.infer<typeof StoredGuess>

/**
 * Where a guess stands in time, by the log of looks: `before` any look at its columns; `partly` where some had been seen,
 * but never all of them together; `after` where they had been.
 */
export const GuessTime = z.enum(['before', 'partly', 'after'])
export type GuessTime = z.infer<typeof GuessTime>

/**
 * A guess as read: `seenBefore` is the earliest look that makes it `partly` or `after`; `inView` when values of its
 * columns were first in view in the grid before it was written; `looked` counts looks since.
 */
export const Guess = StoredGuess.extend({
  time: GuessTime,
  seenBefore: z.object({ at: z.string(), kind: LookKind, figure: LocalizedText }).nullable(),
  inView: z.string().nullable(),
  looked: z.number().int(),
  /** The finding that decided, as it is now; `gone` where it was removed. */
  decidedBy: z.object({ title: z.string(), figure: LocalizedText, gone: z.boolean() }).nullable()
})
export type Guess = z.infer<typeof Guess>

/** One day of exploration. */
export const ExplorationDay = z.object({
  day: z.string(),
  first: z.string(),
  last: z.string(),
  looks: z.number().int(),
  figures: z.number().int(),
  /** Comparisons made for the first time that day. */
  comparisons: z.number().int(),
  tables: z.array(z.object({ table: z.string(), columns: z.array(z.string()) })),
  kinds: z.partialRecord(LookKind, z.number().int()),
  written: z.number().int(),
  decided: z.number().int(),
  /** The guesses written or decided that day; `verdict` where they were decided then. */
  guesses: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      time: GuessTime,
      isWritten: z.boolean(),
      verdict: Verdict.nullable(),
      decidedBy: z.string()
    })
  )
})
export type ExplorationDay = z.infer<typeof ExplorationDay>

const guessText = z.string().trim().min(1).max(1_000)
const guessColumns = z.array(ColumnAt).min(1).max(20)
const id = z.object({ id: z.string() })

/** The map of what was looked at, the guesses written before, and what is still blind. The log of looks is not undone. */
export const exploration = {
  map: call.input(z.object({}).optional()).output(ExplorationMap),
  /** One table, column by column and period by period. */
  table: call.input(z.object({ table: TableRef })).output(TableMap),
  /** What is still blind in a table, or in all (only tables and their scores), worthiest first. */
  blind: call.input(z.object({ table: TableRef.nullable() })).output(z.array(Blind)),
  comparisons: call.input(z.object({}).optional()).output(Comparisons),
  /** The latest looks, newest first; values in view in a grid are not listed. */
  looks: call
    .input(z.object({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }))
    .output(z.object({ total: z.number().int(), looks: z.array(LookRead) })),
  days: call.input(z.object({}).optional()).output(z.array(ExplorationDay)),
  look: call.input(ToldLook).output(z.object({})),
  guesses: call.input(z.object({}).optional()).output(z.array(Guess)),
  write: call.input(z.object({ text: guessText, columns: guessColumns, confidence: Confidence })).output(Guess),
  edit: call
    .input(
      id.extend({ text: guessText.optional(), columns: guessColumns.optional(), confidence: Confidence.optional() })
    )
    .output(Guess),
  /** Confronts a guess with what was found; null takes its outcome back. */
  decide: call.input(id.extend({ outcome: Outcome.omit({ decidedAt: true }).nullable() })).output(Guess),
  remove: call.input(id).output(z.object({}))
}
