import type { MergeGroup, StepSpec } from '../../../contract'
import type { SpecOf } from '../steps/kind'
import { targetsOf } from '../steps/targets-of'

/** Most codes that one step takes. */
export const MOST_CODES = 1_000
const MOST_GROUPS = 5_000
const MOST_VARIANTS = 10_000

/** One step that does what a step does and then another one; null where no single step says the same. */
export function bothInOne(one: StepSpec, then: StepSpec): StepSpec | null {
  if (!('column' in one) || !('column' in then) || one.column !== then.column) return null
  if (one.kind === 'missing' && then.kind === 'missing') {
    const values = [...new Map([...one.values, ...then.values].map((value) => [String(value), value])).values()]
    return values.length > MOST_CODES ? null : { ...one, values }
  }
  if (one.kind === 'merge' && then.kind === 'merge') {
    const [both, ...more] = mergesOf(one.column, composed(targetsOf(one), targetsOf(then)))
    return both && !more.length ? { ...both, ...(one.likeness && { likeness: one.likeness }) } : null
  }
  return null
}

/**
 * The fewest steps that together write each text as another one, all at once: none where there is nothing to write, or where
 * more texts than one step holds become what others of them were.
 */
export function mergesOf(
  column: string,
  targets: ReadonlyMap<string, string>,
  { groups: mostGroups, variants: mostVariants } = { groups: MOST_GROUPS + 1, variants: MOST_VARIANTS }
): SpecOf<'merge'>[] {
  const byTarget = new Map<string, string[]>()
  for (const [from, to] of targets) {
    const variants = byTarget.get(to)
    if (variants) variants.push(from)
    else byTarget.set(to, [from])
  }
  const groups = [...byTarget].flatMap(([into, variants]): MergeGroup[] =>
    chunks(variants, mostVariants).map((some) => ({ variants: some, into }))
  )
  // What others become must have been written as something else before they do.
  const [early, late] = [true, false].map((wanted) =>
    groups.filter(({ variants, into }) => variants.some((text) => text !== into && byTarget.has(text)) === wanted)
  )
  if (!early || !late || (early.length > mostGroups && groups.length > mostGroups)) return []
  return chunks(groups.length > mostGroups ? [...early, ...late] : groups, mostGroups).flatMap(([first, ...more]) =>
    first ? [{ kind: 'merge', column, ...first, ...(more.length ? { more } : {}) }] : []
  )
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))
}

function composed(first: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): Map<string, string> {
  const both = new Map([...first].map(([from, to]) => [from, then.get(to) ?? to]))
  for (const [from, to] of then) if (!both.has(from)) both.set(from, to)
  return both
}
