import type { Repair, StepSpec } from '../../../contract'
import { isCellSpec } from '../steps/cells'
import type { SpecOf } from '../steps/kind'
import { targetsOf } from '../steps/targets-of'
import { bothInOne, mergesOf, MOST_CODES } from './both-in-one'

/** A step of a repair, and the places of the repairs that it makes. */
export interface RepairStep {
  spec: StepSpec
  of: number[]
}

/**
 * The fewest steps that make some repairs of one table: those of one column and kind are one step. Rows are removed first, so that
 * they are those that the repairs showed, whatever cells become alike later; names for values come last, for the other steps look for
 * the values themselves. A repair that is for the user to judge has no step.
 */
export function repairSpecs(repairs: readonly Repair[]): RepairStep[] {
  const rows: RepairStep[] = []
  const cells: RepairStep[] = []
  const hidden: RepairStep[] = []
  for (const [place, repair] of repairs.entries())
    for (const spec of specsOf(repair)) {
      if (isCellSpec(spec) || spec.kind === 'follow') takeIn(cells, spec, place)
      else if (spec.kind === 'pseudonymise') takeBeside(hidden, spec, place)
      else takeAlike(rows, spec, place)
    }
  return [...rows, ...cells, ...hidden]
}

function specsOf(repair: Repair): StepSpec[] {
  switch (repair.kind) {
    case 'set_missing':
      return Array.from({ length: Math.ceil(repair.values.length / MOST_CODES) }, (_, part) => ({
        kind: 'missing',
        column: repair.column,
        values: repair.values.slice(part * MOST_CODES, (part + 1) * MOST_CODES)
      }))
    case 'replace':
      return mergesOf(repair.column, new Map(repair.map.map(({ from, to }) => [from, to])))
    case 'remove_duplicates':
      // The step compares whole rows: a repair on some columns only would remove other rows than those shown.
      return repair.columns.length ? [] : [{ kind: 'deduplicate' }]
    case 'keep_one':
      return repair.by.map((by) => ({ kind: 'deduplicate', by, keep: 'fullest' }))
    case 'pseudonymise':
      return [{ kind: 'pseudonymise', columns: repair.columns }]
    case 'convert':
    case 'dates':
    case 'phone':
    case 'follow':
      return [repair]
    case 'review':
      return []
  }
}

/** Makes one of a step and an earlier one, where those between them are about other values. */
function takeIn(steps: RepairStep[], spec: StepSpec, place: number): void {
  for (const step of steps.toReversed()) {
    const both = bothInOne(step.spec, spec)
    if (both) {
      step.spec = both
      if (!step.of.includes(place)) step.of.push(place)
      return
    }
    if (!areApart(step.spec, spec)) break
  }
  steps.push({ spec, of: [place] })
}

function takeAlike(steps: RepairStep[], spec: StepSpec, place: number): void {
  const same = steps.find((step) => JSON.stringify(step.spec) === JSON.stringify(spec))
  if (same) same.of.push(place)
  else steps.push({ spec, of: [place] })
}

/** Columns that one step hides at most. */
const MOST_HIDDEN = 100

/** Puts columns to hide beside those of the last such step. */
function takeBeside(steps: RepairStep[], spec: SpecOf<'pseudonymise'>, place: number): void {
  const last = steps.at(-1)
  const before = last?.spec.kind === 'pseudonymise' ? last.spec.columns : []
  const columns = [...new Set([...before, ...spec.columns])]
  if (!last || columns.length > MOST_HIDDEN) steps.push({ spec, of: [place] })
  else {
    last.spec = { kind: 'pseudonymise', columns }
    last.of.push(place)
  }
}

/** Whether two steps on cells come to the same in either order. */
function areApart(one: StepSpec, other: StepSpec): boolean {
  if (!('column' in one) || !('column' in other)) return true
  if (goesBy(one, other.column) || goesBy(other, one.column)) return false
  if (one.column !== other.column) return true
  if (!NAMING.has(one.kind) || !NAMING.has(other.kind)) return false
  const named = new Set(textsOf(one))
  return !textsOf(other).some((value) => named.has(value))
}

/** Whether a step looks for groups by the values of a column, as they stand where it comes. */
function goesBy(spec: StepSpec, column: string): boolean {
  return spec.kind === 'follow' && spec.by === column
}

/** Steps that change the texts that they name, and no others. */
const NAMING: ReadonlySet<StepSpec['kind']> = new Set(['missing', 'merge'])

function textsOf(spec: StepSpec): string[] {
  if (spec.kind === 'missing') return spec.values.map(String)
  return spec.kind === 'merge' ? [...targetsOf(spec)].flat() : []
}
