import { isCellSpec } from './steps/cells'
import type { Stage } from './walk'

/**
 * The steps before one that it depends on. A step on one column waits for those on the same column alone, unless whole rows
 * changed before it: with thousands of steps, that is what keeps the question about each of them small.
 */
export function whatMatters({ step: { spec }, before, columns }: Stage): Pick<Stage, 'before' | 'columns'> {
  const alone = isCellSpec(spec) && before.every(isCellSpec)
  return { before: alone ? before.filter((one) => 'column' in one && one.column === spec.column) : before, columns }
}
