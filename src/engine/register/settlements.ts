import { z } from 'zod'
import type { RegisterEntry, Step, StoredVerdict } from '../../contract'

/** That a search no longer found an anomaly while its repair (`steps`) was in the recipe, just behind a change; `until` one found it again. */
export const Settlement = z.object({
  at: z.string(),
  change: z.number().int().nullable(),
  steps: z.array(z.string()).min(1),
  until: z.string().nullable()
})
export type Settlement = z.infer<typeof Settlement>

/** The steps of a recipe that are switched on, by their ids. */
export function atWorkOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap(({ id, enabled }) => (enabled ? [id] : [])))
}

/** The steps of the repair of an anomaly where all of them are at work; none else. */
export function repairAtWork(verdict: StoredVerdict | undefined, atWork: ReadonlySet<string>): string[] {
  if (!verdict || !REPAIRED.has(verdict.state)) return []
  return verdict.steps.every((id) => atWork.has(id)) ? verdict.steps : []
}

const REPAIRED: ReadonlySet<StoredVerdict['state']> = new Set(['in_repair', 'repaired'])

/** What was settled, with what a search of now adds: it is settled from then on, or no longer; the same list where nothing is new. */
export function settledBy(
  known: readonly Settlement[],
  seen: { isFound: boolean; steps: readonly string[]; at: string; change: number | null }
): readonly Settlement[] {
  const { isFound, steps, at, change } = seen
  const last = known.at(-1)
  const isOpen = last?.until === null
  const isSettled = !isFound && steps.length > 0
  if (isOpen === isSettled) return known
  if (!isSettled) return [...known.slice(0, -1), ...(last ? [{ ...last, until: at }] : [])]
  return [...known, { at, change, steps: [...steps], until: null }]
}

/** How an anomaly that the last search did not find stands to its repair: settled, or no longer so; null where no repair settled it. */
export function settlementOf(
  settlements: readonly Settlement[],
  verdict: StoredVerdict,
  atWork: ReadonlySet<string>
): RegisterEntry['settlement'] {
  const last = settlements.at(-1)
  if (!last || last.until !== null || !(REPAIRED.has(verdict.state) || verdict.state === 'to_see')) return null
  return { at: last.at, holds: repairAtWork(verdict, atWork).length > 0 }
}
