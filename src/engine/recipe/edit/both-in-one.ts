import { mergeGroups, type MergeGroup, type StepSpec } from '../../../contract'
import type { SpecOf } from '../steps/kind'

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
  if (one.kind === 'merge' && then.kind === 'merge')
    return mergeOf(one.column, composed(targetsOf(one), targetsOf(then)))
  return null
}

/** A step that writes each text as another one; null where there is nothing to write, or too much for one step. */
export function mergeOf(column: string, targets: ReadonlyMap<string, string>): SpecOf<'merge'> | null {
  const groups = new Map<string, string[]>()
  for (const [from, to] of targets) groups.set(to, [...(groups.get(to) ?? []), from])
  const [first, ...more] = [...groups].map(([into, variants]): MergeGroup => ({ variants, into }))
  if (!first || more.length > MOST_GROUPS || [first, ...more].some(({ variants }) => variants.length > MOST_VARIANTS))
    return null
  return { kind: 'merge', column, ...first, ...(more.length ? { more } : {}) }
}

/** What each text becomes; the first group that names it decides. */
export function targetsOf(spec: SpecOf<'merge'>): Map<string, string> {
  const targets = new Map<string, string>()
  for (const { variants, into } of mergeGroups(spec))
    for (const from of variants) if (!targets.has(from)) targets.set(from, into)
  return targets
}

function composed(first: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): Map<string, string> {
  const both = new Map([...first].map(([from, to]) => [from, then.get(to) ?? to]))
  for (const [from, to] of then) if (!both.has(from)) both.set(from, to)
  return both
}
