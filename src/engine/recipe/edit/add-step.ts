import { randomUUID } from 'node:crypto'
import { Step, type StepSpec } from '../../../contract'
import { missingDocument, type ChangeScope, type Project } from '../../project'
import { resolveTable } from '../../tables'
import { applySteps } from '../apply-steps'
import { otherTables } from '../others'
import { stepTitle } from '../steps'
import { holdsAny, refusalOfCode } from './held-codes'
import { refuseSwelling } from './refuse-swelling'
import { soundSpec } from './sound-spec'

/**
 * Adds a step to a table's recipe, at its end or just before another one; the clean table follows in the same change. Where
 * no place is asked for, codes that are words go before the step that reads their column, and any before the one that puts
 * labels in their place: behind it, they are gone. Columns that a join brings get free names.
 */
export async function addStep(
  project: Project,
  table: string,
  asked: StepSpec,
  before: string | null = null
): Promise<Step> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const others = await otherTables(project, table)
  if (asked.kind === 'join' && before === null) await refuseSwelling(project, table, asked, others)
  return project.change(stepTitle(asked), async (scope) => {
    const steps = await scope.list('step', Step)
    const own = steps.filter((other) => other.table === table)
    const asIs = before === null ? own.length : own.findIndex(({ id }) => id === before)
    if (asIs < 0) throw missingDocument('step', before ?? '')
    const comes = await applySteps(scope.connection, { name: table, columns: raw.columns }, own.slice(0, asIs), others)
    const step: Step = { id: randomUUID(), table, enabled: true, origin: 'user', spec: asked }
    const refused = await refusalOfCode(scope, asked, comes.columns)
    const reading = refused === null ? -1 : steps.findIndex((other) => isOf(other, table) && reads(other.spec, asked))
    if (refused !== null && (before !== null || reading < 0 || !(await holdsAny(scope, raw.sql, asked)))) throw refused
    step.spec = await soundSpec(scope, table, asked, comes, others)
    const labelling = steps.findIndex((other) => isOf(other, table) && hides(other.spec, asked))
    const place = before !== null ? steps.findIndex(({ id }) => id === before) : refused === null ? labelling : reading
    if (place < 0) {
      await scope.put('step', step.id, step)
      return step
    }
    await placeAmong(scope, steps, step, place)
    return step
  })
}

async function placeAmong(scope: ChangeScope, steps: Step[], step: Step, place: number): Promise<void> {
  steps.splice(place, 0, step)
  for (const [index, each] of steps.entries()) await scope.put('step', each.id, each, index + 1)
}

function isOf(step: Step, table: string): boolean {
  return step.enabled && step.table === table
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
