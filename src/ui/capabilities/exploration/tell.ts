import type { ToldLook } from '../../../contract'
import { api } from '../../client'

/** The same look told again within so many milliseconds is a screen drawn again, not a second look. */
const SAME_MS = 1_000
let before = { told: '', at: -SAME_MS }

/** Tells the engine of a look for which it computes nothing. A look is never worth an error: work goes on without it. */
export function tellLook(look: ToldLook): void {
  const told = JSON.stringify(look)
  const at = performance.now()
  const again = told === before.told && at - before.at < SAME_MS
  before = { told, at }
  if (!again) api.exploration.look(look).catch(() => undefined)
}
