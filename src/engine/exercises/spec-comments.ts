import { z } from 'zod'

const Clauses = z.array(z.string().min(1).max(300)).min(1).max(1000)
const ByTone = z.strictObject({ good: Clauses, middle: Clauses, bad: Clauses })

/**
 * The building blocks of free texts. Blocks may hold slots in braces (`{min}`, `{arrivee}`…); a block is used only
 * where every slot of it is known. A mode in braces (`{train}`) is empty on that mode and unknown on the others, so it
 * keeps a block to that mode.
 */
export const Comments = z.strictObject({
  openers: ByTone,
  closers: ByTone,
  connectors: z.strictObject({ same: Clauses, but: Clauses }),
  themes: z.record(z.string(), z.strictObject({ negative: Clauses, positive: Clauses })),
  privacy: Clauses,
  abbreviations: z.array(z.tuple([z.string().min(1), z.string().min(1)])),
  emojis: z.strictObject({ good: Clauses, bad: Clauses }),
  requests: z.record(z.string(), Clauses),
  operations: z.record(z.string(), Clauses)
})
export type Comments = z.infer<typeof Comments>
