import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call'
import { Evidence, LocalizedText, Progress, TableRef } from './common'

/** Two columns whose values say which rows belong together: one of the left table, one of the right. */
export const JoinPair = z.object({ left: z.string().min(1), right: z.string().min(1) })
export type JoinPair = z.infer<typeof JoinPair>

/** What two tables are joined by; `normalise` compares texts without outer spaces, case and leading zeros. */
export const JoinKeys = z.object({ on: z.array(JoinPair).min(1).max(6), normalise: z.boolean() })
export type JoinKeys = z.infer<typeof JoinKeys>

export const JoinHow = z.enum(['left', 'inner'])
export type JoinHow = z.infer<typeof JoinHow>

/** Columns that tell the rows of a table apart, or nearly: `duplicates` counts rows whose values an earlier row has. */
export const KeyCandidate = z.object({
  table: TableRef,
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** Rows where one of the columns is missing. */
  missing: z.number().int(),
  duplicates: z.number().int(),
  /** No duplicate and nothing missing, exactly counted. */
  unique: z.boolean(),
  /** How much it looks like an identifier, 0 to 1. */
  score: z.number(),
  /** Without repeats perhaps by chance only: nothing else says that it identifies. */
  weak: z.boolean(),
  /** The rows that share their values with another. */
  evidence: Evidence
})
export type KeyCandidate = z.infer<typeof KeyCandidate>

/** What texts had to be freed of before they matched. */
export const KeyDifference = z.enum(['type', 'spaces', 'case', 'zeros', 'accents'])
export type KeyDifference = z.infer<typeof KeyDifference>

/** Left to right: how many rows of each side one value stands on. */
export const Cardinality = z.enum(['1:1', '1:n', 'n:1', 'n:m'])
export type Cardinality = z.infer<typeof Cardinality>

/** A foreign key: columns of `from` whose values are found in a key of `to`. All counts are exact. */
export const Link = JoinKeys.extend({
  /** The same whenever the same columns are linked. */
  id: z.string(),
  from: TableRef,
  to: TableRef,
  cardinality: Cardinality,
  /** Rows of `to` that repeat a value of its key: each makes a join multiply rows. */
  keyDuplicates: z.number().int(),
  /** Differences that `normalise` overlooks here; empty where values match as they stand. */
  differences: z.array(KeyDifference),
  /** Rows of `from`; those with a value; of these the ones found in `to`, and the ones not. */
  rows: z.number().int(),
  present: z.number().int(),
  matchedRows: z.number().int(),
  orphanRows: z.number().int(),
  /** Distinct values of `from`, and those not found. */
  values: z.number().int(),
  orphanValues: z.number().int(),
  /** Distinct keys of `to`, and those that some row of `from` names. */
  keys: z.number().int(),
  usedKeys: z.number().int(),
  /** Plausibility from 0 to 1. */
  score: z.number(),
  state: z.enum(['found', 'kept', 'dismissed']),
  evidence: z.object({ matched: Evidence, orphans: Evidence, orphanValues: Evidence, unused: Evidence })
})
export type Link = z.infer<typeof Link>

/** A join that stands in a table's recipe: what it brought, under which names. */
export const AppliedJoin = JoinKeys.extend({
  /** The recipe step. */
  step: z.string(),
  left: z.string(),
  right: z.string(),
  how: JoinHow,
  columns: z.array(z.object({ name: z.string(), as: z.string() }))
})
export type AppliedJoin = z.infer<typeof AppliedJoin>

/** What is known of how the project's tables belong together. */
export const RelationsFound = z.object({
  tables: z.array(z.object({ table: TableRef, rows: z.number().int(), columns: z.array(z.string()) })),
  keys: z.array(KeyCandidate),
  links: z.array(Link),
  /** Joins in force; the columns that they brought are no evidence of relations. */
  joins: z.array(AppliedJoin),
  notes: z.array(LocalizedText),
  seconds: z.number()
})
export type RelationsFound = z.infer<typeof RelationsFound>

/** A link that the user decided about; tables by name. */
export const Relation = JoinKeys.extend({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['kept', 'dismissed'])
})
export type Relation = z.infer<typeof Relation>

/** Values of the key columns as text, and on how many rows they stand. */
export const KeyValue = z.object({ values: z.array(z.string().nullable()), rows: z.number().int() })
export type KeyValue = z.infer<typeof KeyValue>

/** A value of the left without a match, and the one on the right that differs from it only by `differences`. */
export const NearMiss = z.object({
  left: z.array(z.string().nullable()),
  right: z.array(z.string().nullable()),
  rows: z.number().int(),
  differences: z.array(KeyDifference)
})
export type NearMiss = z.infer<typeof NearMiss>

/** What a join would do, told before it is applied. */
export const MatchReport = z.object({
  left: TableRef,
  right: TableRef,
  leftRows: z.number().int(),
  rightRows: z.number().int(),
  /** Rows of the left with no, one, several matches; `missing` (among `none`) have no value to match. */
  none: z.number().int(),
  one: z.number().int(),
  several: z.number().int(),
  missing: z.number().int(),
  /** Rows of the right that no row of the left names. */
  rightOrphans: z.number().int(),
  /** Most matches of one row. */
  most: z.number().int(),
  rowsAfter: z.number().int(),
  cardinality: Cardinality,
  /** Some row of the left would stand more than once. */
  multiplies: z.boolean(),
  /** Distinct values of either side that the other side has not; the examples are the most frequent of them. */
  leftOrphanValues: z.number().int(),
  rightOrphanValues: z.number().int(),
  leftExamples: z.array(KeyValue),
  rightExamples: z.array(KeyValue),
  nearMisses: z.array(NearMiss),
  /** Rows of the left whose value would match after the differences named. */
  nearRows: z.number().int(),
  /** How many different ones these are. */
  nearValues: z.number().int(),
  warnings: z.array(LocalizedText),
  evidence: z.object({
    /** Of the rows without a match, those with a key that is not found, and those without a value to match. */
    unmatched: Evidence,
    missing: Evidence,
    one: Evidence,
    several: Evidence,
    rightOrphans: Evidence,
    after: Evidence,
    leftValues: Evidence,
    rightValues: Evidence,
    near: Evidence
  })
})
export type MatchReport = z.infer<typeof MatchReport>

/** Progress of a search, now and then with what it has found so far: counts are exact, but later links may take the place of some. */
const SearchEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: Progress, found: RelationsFound.optional() }),
  z.object({ type: z.literal('done'), result: RelationsFound, found: z.undefined().optional() })
])
export type SearchEvent = z.infer<typeof SearchEvent>

/** Keys, foreign keys and joins between the tables of the project. */
export const relations = {
  /** Looks for keys and foreign keys in all tables; what the user kept or dismissed is marked. */
  find: call.input(z.object({})).output(eventIterator(SearchEvent)),
  /** The match report of a join; tables by name, as prepared by their recipes. */
  match: call.input(JoinKeys.extend({ left: z.string(), right: z.string(), how: JoinHow })).output(MatchReport),
  /** Keeps or dismisses a link, undoably. */
  keep: call
    .input(JoinKeys.extend({ from: z.string(), to: z.string(), state: z.enum(['kept', 'dismissed']) }))
    .output(Relation),
  /** Forgets a decision about a link. */
  remove: call.input(z.object({ id: z.string() })).output(z.object({})),
  list: call.input(z.object({}).optional()).output(z.array(Relation))
}
