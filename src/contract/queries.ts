import { z } from 'zod'
import { call } from './call'
import { Evidence, LocalizedText } from './common'
import { RowShape } from './tables'

const sql = z.string().min(1).max(200_000)

/** A function that a query may call: how it is written (one line a way to call it) and what it does, in DuckDB's own words. */
export const SqlFunction = z.object({
  name: z.string(),
  kind: z.enum(['scalar', 'aggregate', 'table']),
  signatures: z.array(z.string()),
  doc: z.string(),
  example: z.string()
})
export type SqlFunction = z.infer<typeof SqlFunction>

/**
 * One step of how DuckDB answers a query; its `steps` give it its rows. `rows` are what came out of it, or what DuckDB
 * expects (`expected`); null where it does not say. `seconds` is the time of the step itself, summed over threads, where
 * the query was run.
 */
export interface PlanStep {
  operator: string
  words: LocalizedText
  /** What DuckDB notes of the step: columns, conditions, keys. */
  details: { name: string; value: string }[]
  expected: number | null
  rows: number | null
  seconds: number | null
  /** Share of the time of all steps, from 0 to 1. */
  share: number | null
  /** Why the step costs, and what to do; null where it is not to worry about. */
  advice: LocalizedText | null
  steps: PlanStep[]
}
export const PlanStep: z.ZodType<PlanStep> = z.object({
  operator: z.string(),
  words: LocalizedText,
  details: z.array(z.object({ name: z.string(), value: z.string() })),
  expected: z.number().nullable(),
  rows: z.number().nullable(),
  seconds: z.number().nullable(),
  share: z.number().nullable(),
  advice: LocalizedText.nullable(),
  steps: z.lazy(() => z.array(PlanStep))
})

/** The plan of a query; `seconds` is how long it took as a whole, where it was run. */
export const QueryPlan = z.object({ steps: z.array(PlanStep), seconds: z.number().nullable() })
export type QueryPlan = z.infer<typeof QueryPlan>

/** A query that was run, with what came of it. */
export const PastQuery = z.object({
  id: z.string(),
  sql: z.string(),
  at: z.string(),
  milliseconds: z.number(),
  /** Null where it failed or was stopped: `error` then says why. */
  rows: z.number().int().nullable(),
  columns: z.number().int().nullable(),
  error: LocalizedText.nullable()
})
export type PastQuery = z.infer<typeof PastQuery>

/** Queries written by hand: run, explained, kept with what came of them. They pass the SELECT gate. */
export const queries = {
  /** Runs a query and notes it in the history; its rows are paged by a RowSource of kind `query`. */
  run: call.input(z.object({ sql })).output(RowShape.extend({ milliseconds: z.number() })),
  functions: call.input(z.object({}).optional()).output(z.array(SqlFunction)),
  /** How DuckDB would answer; `analyze` runs the query and tells the rows and time of each step. */
  explain: call.input(z.object({ sql, analyze: z.boolean().default(false) })).output(QueryPlan),
  /** A query as evidence, to be pinned or drawn: the tables that it reads, and the rows behind a figure of one cell. */
  evidence: call.input(z.object({ sql })).output(Evidence),
  /** The queries that were run in this project, the latest first. */
  history: call.input(z.object({}).optional()).output(z.array(PastQuery)),
  /** Takes one query out of the history, or all of them. */
  forget: call.input(z.object({ id: z.string().optional() })).output(z.object({}))
}
