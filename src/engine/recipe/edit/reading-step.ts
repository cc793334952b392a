import type { ConvertSpec, Step, StepSpec, TextReading } from '../../../contract'
import { readsText } from '../../import'
import { targetsOf } from '../steps/targets-of'

/**
 * A repair as it goes into a recipe, and the step that it goes before: the one that reads its column of texts as values, where it
 * writes otherwise texts that this one cannot read, or reads wrongly. Before it they are there, behind it nothing is left of them.
 * Null where the repair goes to the end of the recipe.
 */
export function placedRepair(steps: readonly Step[], spec: StepSpec): { spec: StepSpec; before: string | null } {
  const atEnd = { spec, before: null }
  if (spec.kind !== 'merge' && spec.kind !== 'convert' && spec.kind !== 'dates' && spec.kind !== 'phone') return atEnd
  for (const step of steps) {
    const reading = step.enabled && step.spec.kind === 'cast' && step.spec.column === spec.column && step.spec.reading
    if (!reading) continue
    if (spec.kind === 'convert') return { spec: asRead(spec, reading), before: step.id }
    if (spec.kind !== 'merge') return { spec, before: step.id }
    const reads = readsText(reading)
    return [...targetsOf(spec).keys()].every((text) => !reads(text)) ? { spec, before: step.id } : atEnd
  }
  return atEnd
}

/**
 * A conversion that writes what a reading takes: with its unit and its decimal mark, or the number alone. Texts with the other mark
 * are met as they are, unless the reading takes that for one between thousands.
 */
function asRead(spec: ConvertSpec, reading: TextReading): ConvertSpec {
  if (reading.kind !== 'number') return { ...spec, as: 'bare' }
  const as = reading.unit === null ? 'bare' : 'text'
  const isMet = spec.decimal !== reading.decimal && spec.decimal !== reading.grouping
  return isMet ? { ...spec, as, writes: reading.decimal } : { ...spec, as, decimal: reading.decimal }
}
