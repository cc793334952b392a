import { z } from 'zod'
import { Anomaly, Severity } from './anomalies'
import { call } from './call'
import { LocalizedText, TableRef } from './common'
import { Finding, PinRequest } from './findings'

/** What was decided on an anomaly: a real fault, or dismissed with a reason; then whether its repair is begun or done. */
export const VerdictState = z.enum(['to_see', 'accepted', 'dismissed', 'in_repair', 'repaired'])
export type VerdictState = z.infer<typeof VerdictState>

/** What a search had found when a decision was made; `digest` is of the values at fault, null where they were not read. */
export const AnomalySeen = z.object({
  rows: z.number().int(),
  cells: z.number().int(),
  severity: Severity,
  digest: z.string().nullable()
})
export type AnomalySeen = z.infer<typeof AnomalySeen>

const reason = z.string().trim().max(2_000)
const owner = z.string().trim().max(200)
const comment = z.string().trim().max(5_000)
/** Who decides, where the user gave a name. */
const by = z.string().trim().max(200)

export const AnomalyComment = z.object({ at: z.string(), by, text: comment })
export type AnomalyComment = z.infer<typeof AnomalyComment>

/** What people decided and said of one anomaly; its id is that of the anomaly, which never holds row numbers. */
export const StoredVerdict = z.object({
  id: z.string(),
  /** What the anomaly said when it was first decided on. */
  message: LocalizedText,
  state: VerdictState,
  /** Why it was dismissed; empty in every other state. */
  reason,
  owner,
  comments: z.array(AnomalyComment),
  /** The last decision on its state; null while it is to be seen. */
  decided: z.object({ at: z.string(), by, seen: AnomalySeen }).nullable(),
  /** The finding that was made of it. */
  finding: z.string().nullable(),
  /** The recipe steps that its repair put there or extended. */
  steps: z.array(z.string()).default([])
})
export type StoredVerdict = z.infer<typeof StoredVerdict>

/** One anomaly of the register: as it was last found, with what was decided. */
export const RegisterEntry = z.object({
  anomaly: Anomaly,
  /** False where the last search of its table did not find it any more, or the table is gone. */
  found: z.boolean(),
  firstAt: z.string(),
  lastAt: z.string(),
  verdict: StoredVerdict.omit({ id: true, message: true, steps: true }),
  /** The steps of its repair that are in the recipe, in words; `lost` counts those that were taken out again. */
  repair: z.object({
    steps: z.array(z.object({ id: z.string(), title: LocalizedText, enabled: z.boolean() })),
    lost: z.number().int()
  }),
  /**
   * Of one that the last search did not find, with its repair in the recipe: when that was first seen, and whether the repair still
   * is there as it was then; null of any other.
   */
  settlement: z.object({ at: z.string(), holds: z.boolean() }).nullable(),
  /** What is different from what was decided on, in words; empty where the decision still stands. */
  changes: z.array(LocalizedText),
  /** The finding made of it, with whether it is still in the project. */
  finding: z.object({ id: z.string(), title: z.string(), gone: z.boolean() }).nullable()
})
export type RegisterEntry = z.infer<typeof RegisterEntry>

/** A view of what was found: the least confidence shown, and the share of the cells it shows that is to be expected wrong. */
export const CertaintyView = z.object({ least: z.number(), precision: z.number() })
export type CertaintyView = z.infer<typeof CertaintyView>

export const Register = z.object({
  entries: z.array(RegisterEntry),
  owners: z.array(z.string()),
  views: z.object({ sure: CertaintyView, doubtful: CertaintyView })
})
export type Register = z.infer<typeof Register>

/** Anomalies that one search no longer found, their repairs being in the recipe: a line of the journal behind `change`, null at the beginning. */
export const SettledLine = z.object({ change: z.number().int().nullable(), at: z.string(), label: LocalizedText })
export type SettledLine = z.infer<typeof SettledLine>

const ids = z.array(z.string().max(64)).min(1).max(5_000)

/** One decision on one or many anomalies: what is not given stays as it is. */
export const Decision = z.object({
  ids,
  state: VerdictState.optional(),
  /** Asked for where they are dismissed. */
  reason: reason.optional(),
  owner: owner.optional(),
  comment: comment.optional(),
  by: by.optional()
})
export type Decision = z.infer<typeof Decision>

/** The register of anomalies: what searches found, and what was decided, which no later search takes back. */
export const register = {
  /** All of it, worst first, with the names of owners used so far in the project, and the views: precision first, recall first. */
  list: call.input(z.object({}).optional()).output(Register),
  /** What repairs settled, search by search from the oldest: beside the changes of the project, for no undo takes back what was seen. */
  settlements: call.input(z.object({}).optional()).output(z.array(SettledLine)),
  /** One undoable change, and one line of the journal, however many anomalies; answers how many changed. */
  decide: call.input(Decision).output(z.object({ changed: z.number().int() })),
  /**
   * Puts the proposed repairs in the recipes of their tables, in the fewest steps that say the same, and notes the anomalies as
   * in repair: one undoable change. Those whose repair no step makes stay as they are; it is refused where none can be made.
   */
  repair: call
    .input(z.object({ ids, by: by.optional() }))
    .output(z.object({ repaired: z.number().int(), steps: z.array(z.string()) })),
  /** Makes a finding of an accepted anomaly, which then names it. */
  pin: call.input(z.object({ id: z.string(), request: PinRequest })).output(Finding),
  /** Where the first cell at fault stands in the rows of its table, both counted from 0; null where none does any more. */
  place: call
    .input(z.object({ id: z.string() }))
    .output(z.object({ table: TableRef, row: z.number().int(), column: z.number().int() }).nullable()),
  /** The register, or some of it in the given order, as a CSV file. */
  export: call
    .input(z.object({ ids: ids.optional(), language: z.enum(['fr', 'en']) }))
    .output(z.object({ name: z.string(), text: z.string() }))
}
