import { z } from 'zod'
import { call, jobEvents } from './call'
import { LocalizedText } from './common'
import { ImportResult } from './sources'

/** A case that comes with the application. */
export const BundledCase = z.object({ slug: z.string(), title: LocalizedText, story: LocalizedText })
export type BundledCase = z.infer<typeof BundledCase>

export const exercises = {
  cases: call.input(z.object({}).optional()).output(z.array(BundledCase)),
  /** Opens a bundled case: a new project with the case's files loaded as a user's own would be. */
  openCase: call.input(z.object({ slug: z.string() })).output(jobEvents(ImportResult))
}
