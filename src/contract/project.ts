import { z } from 'zod'
import { call } from './call'
import { LocalizedText } from './common'

/** The open project. `revision` grows with every change, undo and redo: what was read before it may be stale. */
export const ProjectInfo = z.object({
  name: z.string(),
  path: z.string(),
  revision: z.number().int(),
  canUndo: LocalizedText.nullable(),
  canRedo: LocalizedText.nullable(),
  readOnly: z.boolean(),
  /** How far each step of the journey is: number of things in it (tables, findings, workstreams…). */
  counts: z.record(z.string(), z.number().int())
})
export type ProjectInfo = z.infer<typeof ProjectInfo>

/** A project file seen before or lying in the projects folder. */
export const KnownProject = z.object({
  name: z.string(),
  path: z.string(),
  size: z.number(),
  modifiedAt: z.string(),
  exists: z.boolean()
})
export type KnownProject = z.infer<typeof KnownProject>

/** One change of the project's history tree; `parent` is null for the first. */
export const Change = z.object({
  id: z.number().int(),
  parent: z.number().int().nullable(),
  at: z.string(),
  label: LocalizedText,
  /** True on the path from the beginning to now; false on abandoned branches and on what redo would bring back. */
  applied: z.boolean(),
  current: z.boolean()
})
export type Change = z.infer<typeof Change>

const nothing = z.object({}).optional()

/** Life of the project file: create, open, close, undo, redo, and its history. */
export const project = {
  status: call
    .input(nothing)
    .output(z.object({ open: ProjectInfo.nullable(), folder: z.string(), version: z.string() })),
  known: call.input(nothing).output(z.array(KnownProject)),
  /** Creates `name.chantier` in the projects folder, or at `path` where the host let the user choose one. */
  create: call
    .input(z.object({ name: z.string().trim().min(1).max(120), path: z.string().optional() }))
    .output(ProjectInfo),
  open: call.input(z.object({ path: z.string().min(1) })).output(ProjectInfo),
  close: call.input(nothing).output(z.object({})),
  forget: call.input(z.object({ path: z.string() })).output(z.object({})),
  undo: call.input(nothing).output(ProjectInfo),
  redo: call.input(nothing).output(ProjectInfo),
  history: call.input(nothing).output(z.array(Change)),
  /** Goes to the state just after a change, on whichever branch it stands; null is the beginning. */
  goTo: call.input(z.object({ change: z.number().int().nullable() })).output(ProjectInfo)
}
