import { randomUUID } from 'node:crypto'
import { Step, type StepSpec } from '../../../contract'
import { missingDocument, type ChangeScope } from '../../project'
import { applySteps } from '../apply-steps'
import type { EditedTable } from './edited-table'
import { extendStep } from './extend-step'
import { holdsAny, refusalOfCode } from './held-codes'
import { soundSpec } from './sound-spec'

/**
 * Puts a step at the end of a recipe or just before another one, as part of a change. Where no place is asked for, codes that
 * are words go before the step that reads their column, and any before the one that puts labels in their place: behind it, they
 * are gone. Columns that a join brings get free names. `extend`, for the repair of values that were seen, lets a step that is there
 * and does the like take it in, and goes before the step that pseudonymises them.
 */
export async function insertStep(
  scope: ChangeScope,
  { name, raw, others }: EditedTable,
  asked: StepSpec,
  { before = null, extend = false }: { before?: string | null; extend?: boolean } = {}
): Promise<Step> {
  const steps = await scope.list('step', Step)
  const own = steps.filter(({ table }) => table === name)
  const asIs = before === null ? own.length : own.findIndex(({ id }) => id === before)
  if (asIs < 0) throw missingDocument('step', before ?? '')
  const comes = await applySteps(scope.connection, { name, columns: raw.columns }, own.slice(0, asIs), others)
  const step: Step = { id: randomUUID(), table: name, enabled: true, origin: 'user', spec: asked }
  const refused = await refusalOfCode(scope, asked, comes.columns)
  const reading = refused === null ? -1 : steps.findIndex((other) => isOf(other, name) && reads(other.spec, asked))
  if (refused !== null && (before !== null || reading < 0 || !(await holdsAny(scope, raw.sql, asked)))) throw refused
  step.spec = await soundSpec(scope, name, asked, comes, others)
  const labelling = steps.findIndex(
    (other) => isOf(other, name) && (hides(other.spec, asked) || (extend && renames(other.spec, asked)))
  )
  const place = before !== null ? steps.findIndex(({ id }) => id === before) : refused === null ? labelling : reading
  const ahead = (place < 0 ? steps : steps.slice(0, place)).filter(({ table }) => table === name)
  const extended = extend ? extendStep(ahead, step.spec) : null
  if (extended) {
    await scope.put('step', extended.id, extended)
    return extended
  }
  if (place < 0) {
    await scope.put('step', step.id, step)
    return step
  }
  await placeAmong(scope, steps, step, place)
  return step
}

function isOf(step: Step, table: string): boolean {
  return step.enabled && step.table === table
}

async function placeAmong(scope: ChangeScope, steps: Step[], step: Step, place: number): Promise<void> {
  steps.splice(place, 0, step)
  for (const [index, each] of steps.entries()) await scope.put('step', each.id, each, index + 1)
}

/** Whether a step reads, from its text, the column that another one is about. */
function reads(spec: StepSpec, other: StepSpec): boolean {
  return spec.kind === 'cast' && 'column' in other && spec.column === other.column
}

/** Whether a step has put labels where another one looks for their codes. */
function hides(spec: StepSpec, other: StepSpec): boolean {
  if (spec.kind !== 'label' || other.kind !== 'missing' || spec.column !== other.column) return false
  return spec.labels.some(({ code }) => other.values.some((value) => String(value) === code))
}

/** Whether a step has put names in place of the values that another one looks for. */
function renames(spec: StepSpec, other: StepSpec): boolean {
  if (spec.kind !== 'pseudonymise' || !('column' in other) || !LOOKING.has(other.kind)) return false
  return spec.columns.includes(other.column) || (other.kind === 'follow' && spec.columns.includes(other.by))
}

/** The repairs that look for values as they were seen. */
const LOOKING: ReadonlySet<StepSpec['kind']> = new Set(['missing', 'merge', 'convert', 'dates', 'phone', 'follow'])
