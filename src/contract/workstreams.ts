import { z } from 'zod'
import { call } from './call'

/** Where an estimate comes from: typed in, or read off the n of a finding. */
export const EstimateSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('finding'), findingId: z.string().min(1).max(80) })
])
export type EstimateSource = z.infer<typeof EstimateSource>

/** People touched in one quarter. */
export const Reach = z.object({ people: z.number().min(0).max(1e12), source: EstimateSource })
export type Reach = z.infer<typeof Reach>

/** Intercom's impact scale: minimal, low, medium, high, massive. */
export const Impact = z.union([z.literal(0.25), z.literal(0.5), z.literal(1), z.literal(2), z.literal(3)])
export type Impact = z.infer<typeof Impact>

/** What a workstream is worth: points from 0 to 10, or euros. The two are never ranked together. */
export const WorkstreamValue = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('points'), amount: z.number().min(0).max(10) }),
  z.object({ unit: z.literal('eur'), amount: z.number().min(0).max(1e15) })
])
export type WorkstreamValue = z.infer<typeof WorkstreamValue>

const estimates = {
  reach: Reach.nullable(),
  impact: Impact.nullable(),
  confidence: z.number().min(0).max(100).nullable(),
  value: WorkstreamValue.nullable(),
  effort: z.number().positive().max(1e6).nullable()
}

/** What is needed to rank a workstream; null where nobody has said yet. Confidence in percent, effort in person-days. */
export const Estimates = z.object({
  reach: estimates.reach.default(null),
  impact: estimates.impact.default(null),
  confidence: estimates.confidence.default(null),
  value: estimates.value.default(null),
  effort: estimates.effort.default(null)
})
export type Estimates = z.infer<typeof Estimates>

export const WorkstreamStatus = z.enum(['idea', 'ready', 'doing', 'done'])
export type WorkstreamStatus = z.infer<typeof WorkstreamStatus>

/** A day of the calendar, `2026-03-02`. */
export const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'between 1900 and 2199')
export type Day = z.infer<typeof Day>

const id = z.string().min(1).max(80)
const fields = {
  title: z.string().trim().min(1).max(300),
  problem: z.string().max(20_000),
  action: z.string().max(20_000),
  findingIds: z.array(id).max(1000),
  owner: z.string().trim().max(200),
  status: WorkstreamStatus,
  estimates: Estimates,
  /** Working days from start to end; null while nobody has said. 0 is a milestone. */
  durationDays: z.number().int().min(0).max(10_000).nullable(),
  /** Workstreams that end before this one starts. */
  after: z.array(id).max(500),
  /** The first day on which it may start; null: as soon as its predecessors end. */
  fixedStart: Day.nullable()
}

/** A workstream: what is wrong, what to do about it, on what evidence, at what cost and when. */
export const Workstream = z.object({
  id,
  title: fields.title,
  problem: fields.problem.default(''),
  action: fields.action.default(''),
  findingIds: fields.findingIds.default([]),
  owner: fields.owner.default(''),
  status: WorkstreamStatus.default('idea'),
  estimates: Estimates.prefault({}),
  durationDays: fields.durationDays.default(null),
  after: fields.after.default([]),
  fixedStart: fields.fixedStart.default(null)
})
export type Workstream = z.infer<typeof Workstream>

/** Fields to change; absent ones stay, also within `estimates`. */
export const WorkstreamPatch = z.object({ ...fields, estimates: z.object(estimates).partial() }).partial()
export type WorkstreamPatch = z.infer<typeof WorkstreamPatch>

const evidenceLink = z.object({ id, findingId: id })

export const workstreams = {
  list: call.input(z.object({}).optional()).output(z.array(Workstream)),
  create: call.input(Workstream.omit({ id: true })).output(Workstream),
  /** Refuses unknown predecessors and circles of dependencies, naming the circle. */
  update: call.input(z.object({ id, patch: WorkstreamPatch })).output(Workstream),
  /** Removes a workstream; `released` are those that waited for it, freed of it in the same change. */
  remove: call
    .input(z.object({ id }))
    .output(z.object({ released: z.array(z.object({ id: z.string(), title: z.string() })) })),
  linkFinding: call.input(evidenceLink).output(Workstream),
  unlinkFinding: call.input(evidenceLink).output(Workstream)
}
