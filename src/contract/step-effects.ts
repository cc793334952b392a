import { z } from 'zod'
import { LocalizedText } from './common'

/** Whether a step tells what a text says, by a type or by a label that came with the file, and repairs nothing. */
export function readsOnly({ origin, spec }: { origin: 'import' | 'user'; spec: { kind: string } }): boolean {
  return spec.kind === 'cast' || (spec.kind === 'label' && origin === 'import')
}

/** A column whose values become others in kind, such as numbers that become text. */
export const Retyped = z.object({ name: z.string(), before: LocalizedText, after: LocalizedText })

/** The rows that a step is judged by, over those that come to it. */
export const StepRows = z.object({
  /** Rows whose cell it changes, before and after; rows that it leaves out; else all that it makes. */
  what: z.enum(['changed', 'left_out', 'made']),
  n: z.number().int(),
  /** A query of these rows in each language, which names columns in it. */
  sql: LocalizedText,
  /** Where their cells stand: the raw table while each row keeps its place, else the prepared one. */
  schema: z.enum(['raw', 'clean'])
})
export type StepRows = z.infer<typeof StepRows>
