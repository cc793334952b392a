import type { Step, StepSpec } from '../../../contract'
import { readsText } from '../../import'
import { targetsOf } from './both-in-one'

/**
 * The step that reads a column of texts as values, where a repair writes otherwise texts that it cannot read: before it they are there,
 * behind it nothing is left of them. Null where the repair goes to the end of the recipe.
 */
export function readingStep(steps: readonly Step[], spec: StepSpec): Step | null {
  if (spec.kind !== 'merge') return null
  for (const step of steps) {
    const reading = step.enabled && step.spec.kind === 'cast' && step.spec.column === spec.column && step.spec.reading
    if (!reading) continue
    const reads = readsText(reading)
    return [...targetsOf(spec).keys()].every((text) => !reads(text)) ? step : null
  }
  return null
}
