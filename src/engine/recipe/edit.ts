import { randomUUID } from 'node:crypto'
import { Step, type ColumnInfo, type LocalizedText, type StepSpec } from '../../contract'
import { fail } from '../errors'
import { missingDocument, type ChangeScope, type Project } from '../project'
import { ident, text } from '../sql'
import { resolveTable, type Table } from '../tables'
import { codeSql } from './codes'
import { columnsAfter, compileRecipe } from './compile'
import { countJoin } from './count-join'
import { ensureKey } from './pseudonym-key'
import { askDatabase, findRefused } from './refused'
import { kindOf, stepTitle, tablesOf } from './steps'
import { withFreeNames, type JoinSpec } from './steps/join'
import type { Others } from './steps/kind'
import { refuseRing } from './join-order'
import { otherTables } from './others'
import { MOST_ROWS, swellingInWords, swellingRefused } from './swelling'
import { soundSpecs, stepProblem, walkSteps } from './walk'

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
    const columns = await columnsBefore(scope, raw, own.slice(0, asIs), others)
    const step: Step = { id: randomUUID(), table, enabled: true, origin: 'user', spec: asked }
    const refused = await unholdable(scope, asked, columns)
    const reading = refused === null ? -1 : steps.findIndex((other) => isOf(other, table) && reads(other.spec, asked))
    if (refused !== null && (before !== null || reading < 0 || !(await holdsAny(scope, raw.sql, asked)))) throw refused
    step.spec = await soundSpec(scope, table, asked, own.slice(0, asIs), { raw, columns, others })
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

/** Writes a step anew where it stands: another column, another value. */
export async function changeStep(project: Project, id: string, asked: StepSpec): Promise<Step> {
  const named = await project.get('step', id, Step)
  const raw = await resolveTable(project, { schema: 'raw', name: named.table })
  const others = await otherTables(project, named.table)
  return project.change(about({ ...named, spec: asked }, ['Modifier', 'Change']), async (scope) => {
    const step = await present(scope, id)
    const own = (await scope.list('step', Step)).filter(({ table }) => table === step.table)
    const before = own.slice(
      0,
      own.findIndex((other) => other.id === id)
    )
    const columns = await columnsBefore(scope, raw, before, others)
    const refused = await unholdable(scope, asked, columns)
    if (refused) throw refused
    const changed = { ...step, spec: await soundSpec(scope, step.table, asked, before, { raw, columns, others }) }
    await scope.put('step', id, changed)
    if (changed.enabled && asked.kind === 'join')
      await refuseSwellingAgain(project, scope, changed, await scope.list('step', Step))
    return changed
  })
}

interface Comes {
  raw: Table
  columns: readonly ColumnInfo[]
  others: Others
}

/** The spec as it may be kept: it fits what comes to it, and what the database tells of it is written down. */
async function soundSpec(
  scope: ChangeScope,
  table: string,
  asked: StepSpec,
  before: readonly Step[],
  { raw, columns, others }: Comes
): Promise<StepSpec> {
  const spec = asked.kind === 'join' ? withFreeNames(asked, columns) : asked
  for (const other of tablesOf(spec)) refuseRing(table, other, await scope.list('step', Step))
  const problem = stepProblem(spec, columns, others)
  if (problem) throw fail(spec.kind === 'join' || isGone(spec, columns) ? 'not_found' : 'input', problem)
  if (spec.kind === 'pseudonymise') await ensureKey(scope.connection)
  const enabled = before.filter((step) => step.enabled)
  const refused = await findRefused(scope.connection, table, raw.columns, enabled, others)
  const sound = soundSpecs(walkSteps(raw.columns, enabled, others, refused))
  return askDatabase(scope.connection, spec, compileRecipe(table, raw.columns, sound, others), columns)
}

function isGone(spec: StepSpec, columns: readonly ColumnInfo[]): boolean {
  return kindOf(spec)
    .reads(spec)
    .some((name) => !columns.some((column) => column.name === name))
}

/** The columns behind some steps. */
async function columnsBefore(
  { connection }: ChangeScope,
  raw: Table,
  steps: readonly Step[],
  others: Others
): Promise<ColumnInfo[]> {
  const enabled = steps.filter((step) => step.enabled)
  const refused = await findRefused(connection, raw.ref.name, raw.columns, enabled, others)
  return columnsAfter(raw.columns, soundSpecs(walkSteps(raw.columns, enabled, others, refused)), others)
}

async function placeAmong(scope: ChangeScope, steps: Step[], step: Step, place: number): Promise<void> {
  steps.splice(place, 0, step)
  for (const [index, each] of steps.entries()) await scope.put('step', each.id, each, index + 1)
}

function isOf(step: Step, table: string): boolean {
  return step.enabled && step.table === table
}

async function refuseSwelling(project: Project, table: string, spec: JoinSpec, others: Others): Promise<void> {
  const left = await resolveTable(project, { schema: 'clean', name: table })
  // What else is wrong with the join is told by name later.
  if (table === spec.with || stepProblem({ ...spec, columns: [] }, left.columns, others)) return
  const { rows } = await countJoin(project, left, spec, others)
  if (rows > MOST_ROWS) throw swellingRefused(swellingInWords(rows))
}

/** Whether a raw cell holds, as text, one of the codes. */
async function holdsAny({ connection }: ChangeScope, rows: string, spec: StepSpec): Promise<boolean> {
  if (spec.kind !== 'missing') return false
  const codes = spec.values.map((value) => text(String(value))).join(', ')
  const found = await connection.rows(
    `SELECT 1 AS held FROM ${rows} WHERE trim(CAST(${ident(spec.column)} AS VARCHAR)) IN (${codes}) LIMIT 1`
  )
  return found.length > 0
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

export async function enableStep(project: Project, id: string, enabled: boolean): Promise<Step> {
  const named = await project.get('step', id, Step)
  return project.change(about(named, enabled ? ['Activer', 'Enable'] : ['Désactiver', 'Disable']), async (scope) => {
    const step = { ...(await present(scope, id)), enabled }
    const steps = enabled ? await scope.list('step', Step) : []
    if (enabled) for (const other of tablesOf(step.spec)) refuseRing(step.table, other, steps)
    if (enabled && step.spec.kind === 'join') await refuseSwellingAgain(project, scope, step, steps)
    await scope.put('step', id, step)
    return step
  })
}

/** Refuses to enable a join whose keys have come to repeat since it was added. */
async function refuseSwellingAgain(
  project: Project,
  { connection }: ChangeScope,
  step: Step,
  steps: readonly Step[]
): Promise<void> {
  const { table } = step
  const { columns } = await resolveTable(project, { schema: 'raw', name: table })
  const own = steps.map((other) => (other.id === step.id ? step : other)).filter((other) => other.table === table)
  const problem = (await findRefused(connection, table, columns, own, await otherTables(project, table))).get(step.id)
  if (problem) throw swellingRefused(problem)
}

export async function removeStep(project: Project, id: string): Promise<void> {
  const step = await project.get('step', id, Step)
  await project.change(about(step, ['Retirer', 'Remove']), (scope) => scope.remove('step', id))
}

/** Puts a step just before another one of the recipe, or at its end. */
export async function moveStep(project: Project, id: string, before: string | null): Promise<void> {
  const named = await project.get('step', id, Step)
  await project.change(about(named, ['Déplacer', 'Move']), async (scope) => {
    const moved = await present(scope, id)
    const others = (await scope.list('step', Step)).filter((step) => step.id !== id)
    const place = before === null ? others.length : others.findIndex((step) => step.id === before)
    others.splice(place < 0 ? others.length : place, 0, moved)
    for (const [index, step] of others.entries()) await scope.put('step', step.id, step, index + 1)
  })
}

/** The step as it is within the change, whatever was changed since it was shown. */
async function present(scope: ChangeScope, id: string): Promise<Step> {
  const step = await scope.get('step', id, Step)
  if (!step) throw missingDocument('step', id)
  return step
}

/** The refusal of a code that no cell of the column can hold, as it is when the step comes to it; null where all can be. */
async function unholdable(scope: ChangeScope, spec: StepSpec, columns: readonly ColumnInfo[]): Promise<Error | null> {
  const column = spec.kind === 'missing' ? columns.find(({ name }) => name === spec.column) : undefined
  if (spec.kind !== 'missing' || !column) return null
  for (const value of spec.values) {
    const sql = codeSql(value, column.type)
    const rows = sql === null ? [] : await scope.connection.rows(`SELECT 1 AS held WHERE ${sql} IS NOT NULL`)
    if (!rows.length)
      return fail('input', {
        fr: `La colonne « ${column.name} » (${column.type}) ne peut pas contenir le code « ${String(value)} ».`,
        en: `Column “${column.name}” (${column.type}) cannot hold the code “${String(value)}”.`
      })
  }
  return null
}

function about(step: Step, [fr, en]: [string, string]): LocalizedText {
  const title = stepTitle(step.spec)
  return { fr: `${fr} l’étape « ${title.fr} »`, en: `${en} step “${title.en}”` }
}
