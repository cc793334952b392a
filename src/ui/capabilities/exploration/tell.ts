import type { ToldLook } from '../../../contract'
import { api } from '../../client'

/** Tells the engine of a look for which it computes nothing. A look is never worth an error: work goes on without it. */
export function tellLook(look: ToldLook): void {
  api.exploration.look(look).catch(() => undefined)
}
