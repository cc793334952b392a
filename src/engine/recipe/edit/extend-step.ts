import type { Step, StepSpec } from '../../../contract'
import { isCellSpec } from '../steps/cells'
import { bothInOne } from './both-in-one'

/**
 * The step of a recipe that can take in another one that would stand at its end: the last one on the same column, of the same
 * kind, with nothing but steps on other columns behind it. Null where there is none, or where the two are not one step.
 */
export function extendStep(steps: readonly Step[], spec: StepSpec): Step | null {
  if (!isCellSpec(spec)) return null
  for (const step of steps.toReversed()) {
    if (!step.enabled) continue
    if (!isCellSpec(step.spec)) return null
    if (step.spec.column !== spec.column) continue
    const both = step.origin === 'user' ? bothInOne(step.spec, spec) : null
    return both && { ...step, spec: both }
  }
  return null
}
