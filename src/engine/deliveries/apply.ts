import { randomUUID } from 'node:crypto'
import {
  Source,
  Step,
  type ColumnReading,
  type Delivery,
  type LocalizedText,
  type Progress,
  type TextReading
} from '../../contract'
import { cancelled, fail } from '../errors'
import { typeOf } from '../import'
import type { ChangeScope, Project } from '../project'
import { ident, text } from '../sql'
import {
  addReadingSteps,
  countFailures,
  discardUploads,
  dropLoaded,
  dropTable,
  rawColumns,
  rememberChoices,
  stackSql,
  storeNext
} from '../sources'
import { meetingsOf, planColumn, type ColumnMeeting, type ColumnPlan } from './plan-columns'
import { namesInSource, type Rename } from './names-in-source'
import { takePrepared, type Prepared } from './prepared'

/** Applies a prepared delivery as one undoable change; where it fails or is cancelled, the delivery waits on. */
export async function applyDelivery(
  project: Project,
  delivery: string,
  renames: readonly Rename[],
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<Source> {
  const prepared = takePrepared(project, delivery)
  const merged = `~loading-${randomUUID()}`
  try {
    const source = await project.get('source', prepared.source, Source)
    const step = { fr: `Mise à jour de « ${source.table.name} »`, en: `Updating “${source.table.name}”` }
    const table = await mergeRows(project, source, prepared, renames, merged, (share) =>
      report({ step, done: Math.round(100 * share), total: 100 }), signal) // prettier-ignore
    const kept = await project.change(
      labelOf(source, prepared.mode),
      async (scope) => {
        await refuseChanged(scope, source)
        return keepMerged(scope, source, prepared, delivery, table)
      },
      signal
    )
    await dropLoaded(project, prepared.loaded)
    if (prepared.file.origin.kind === 'upload') await discardUploads(project, [prepared.file.origin.id])
    return kept
  } catch (error) {
    prepared.putBack()
    throw signal.aborted ? cancelled() : error
  } finally {
    await dropTable(project, merged)
  }
}

/** The rows of a source with those of a delivery, and how its columns are read from now on. */
interface MergedTable {
  table: string
  columns: ColumnReading[]
  /** Columns that get a step of their own; those that have one already may need another reading. */
  added: ColumnReading[]
  changed: Map<string, TextReading>
  notes: LocalizedText[]
}

async function mergeRows(
  project: Project,
  source: Source,
  { loaded, mode }: Prepared,
  renames: readonly Rename[],
  table: string,
  onProgress: (share: number) => void,
  signal: AbortSignal
): Promise<MergedTable> {
  const own = await rawColumns(project, source.table.name)
  const names = namesInSource(
    own.map(({ name }) => name),
    loaded.names,
    renames
  )
  const arriving = await rawColumns(project, loaded.table, names)
  const arrived = loaded.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name }))
  const steps = await castsOf(project, source.table.name)
  const readings = new Map(arrived.map(({ name, reading, lossless }) => [name, lossless ? null : (reading ?? null)]))
  const meetings = meetingsOf(mode === 'append' ? own : [], arriving, steps, readings).map((meeting) => ({
    ...meeting,
    before: meeting.before ?? steppedOnly(steps.get(meeting.name))
  }))
  const plans = new Map(meetings.map((meeting) => [meeting.name, planColumn(meeting)]))
  const layer = { table: loaded.table, renames: names }
  const labelName = fileColumnOf(source, own, names, loaded.names)
  const layers = mode === 'append' ? [{ table: source.table.name }, layer] : [layer]
  const stacked = await stackSql(project, layers, null, plans)
  const ordered = orderLike(
    own.map(({ name }) => name),
    stacked.columns.map(({ name }) => name)
  )
  await project.database.run(
    `CREATE TABLE raw.${ident(table)} AS SELECT ${ordered.map((name) => (name === labelName ? `coalesce(${ident(name)}, ${text(loaded.file.name)}) AS ${ident(name)}` : ident(name))).join(', ')} FROM (${stacked.sql})`,
    { signal, onProgress }
  )
  const types = new Map(stacked.columns.map(({ name, type }) => [name, type]))
  const known = new Map([...source.report.columns, ...arrived].map((column) => [column.name, column]))
  const judged = await judge(project, table, meetings, plans, types, known, signal)
  return { table, ...judged, columns: ordered.flatMap((name) => known.get(name) ?? []) }
}

/** The column that names the file of each row, where the source was made of several files and the delivery has none. */
function fileColumnOf(
  { deliveries }: Source,
  own: readonly { name: string }[],
  names: ReadonlyMap<string, string>,
  arriving: readonly string[]
): string | null {
  const together = (deliveries[0]?.files.length ?? 0) > 1
  const present = new Set(arriving.map((name) => (names.get(name) ?? name).toLowerCase()))
  const column = own.find(({ name }) => /^fichier(_\d+)?$/.test(name) && !present.has(name.toLowerCase()))
  return together && column ? column.name : null
}

/** A column that the source no longer has of its own, but that a step of its recipe reads. */
function steppedOnly(step: TextReading | undefined): ColumnMeeting['before'] {
  return step ? { type: 'VARCHAR', step } : null
}

/**
 * Decides, over all rows, which readings hold: one is added only where no value that was there before is lost by it. Writes
 * into `known` how each column is read from now on.
 */
async function judge(
  project: Project,
  table: string,
  meetings: readonly ColumnMeeting[],
  plans: ReadonlyMap<string, ColumnPlan>,
  types: ReadonlyMap<string, string>,
  known: Map<string, ColumnReading>,
  signal: AbortSignal
): Promise<Pick<MergedTable, 'added' | 'changed' | 'notes'>> {
  const read = meetings.flatMap((meeting) => {
    const reading = plans.get(meeting.name)?.reading
    return reading && (meeting.before?.step || types.get(meeting.name) === 'VARCHAR') ? [{ ...meeting, reading }] : []
  })
  const failures = await countFailures(
    project,
    table,
    read.map(({ name, reading }) => ({ name, reading, missing: [] })),
    signal
  )
  const [added, changed, notes] = [[] as ColumnReading[], new Map<string, TextReading>(), [] as LocalizedText[]]
  for (const [place, { name, reading, before }] of read.entries()) {
    const column = known.get(name)
    const lost = failures[place] ?? { count: 0, examples: [] }
    if (!column) continue
    const own = {
      ...column,
      reading,
      type: typeOf(reading),
      lossless: false,
      failures: lost.count,
      failureExamples: lost.examples
    }
    if (before?.step) {
      known.set(name, own)
      if (JSON.stringify(before.step) !== JSON.stringify(reading)) changed.set(name, reading)
    } else if (lost.count <= column.failures) {
      known.set(name, own)
      added.push(own)
    } else {
      known.set(name, {
        ...column,
        reading: { kind: 'text' },
        type: 'VARCHAR',
        format: null,
        lossless: true,
        failures: 0,
        failureExamples: []
      })
      notes.push({
        fr: `« ${name} » reste du texte : la lire comme dans cette livraison ferait perdre ${lost.count} valeurs.`,
        en: `“${name}” stays text: read as in this delivery, ${lost.count} values would be lost.`
      })
    }
  }
  // What is text on one side and typed on the other, and that nothing reads, is text from now on.
  for (const { name } of meetings) {
    const column = known.get(name)
    const isRead = read.some((one) => one.name === name)
    if (column && !isRead && types.get(name) === 'VARCHAR' && column.type !== 'VARCHAR')
      known.set(name, { ...column, reading: { kind: 'text' }, type: 'VARCHAR', format: null, lossless: true })
  }
  return { added, changed, notes }
}

async function keepMerged(
  scope: ChangeScope,
  source: Source,
  { loaded, mode, file }: Prepared,
  delivery: string,
  { table, columns, added, changed, notes }: MergedTable
): Promise<Source> {
  const version = randomUUID()
  await storeNext(scope, version, table, source.table.name)
  await loaded.faults.keep(scope, delivery)
  const report = { ...loaded.report, notes: [...loaded.report.notes, ...notes] }
  const arrived: Delivery = {
    id: delivery,
    mode,
    files: [loaded.file],
    loadedAt: new Date().toISOString(),
    rows: loaded.rows,
    report
  }
  const next: Source = {
    ...source,
    file: loaded.file,
    loadedAt: arrived.loadedAt,
    rows: mode === 'append' ? source.rows + loaded.rows : loaded.rows,
    report: { ...report, columns },
    deliveries: [...source.deliveries, arrived],
    version
  }
  await scope.put('source', source.id, next)
  await addReadingSteps(scope, source.table.name, added, {})
  for (const step of await scope.list('step', Step)) {
    const reading = step.table === source.table.name && step.spec.kind === 'cast' && changed.get(step.spec.column)
    if (reading && step.spec.kind === 'cast')
      await scope.put('step', step.id, { ...step, spec: { ...step.spec, reading } })
  }
  await rememberChoices(scope, loaded, file.choices ?? {}, arrived.loadedAt)
  return next
}

/** Readings by column that the recipe of a table has. */
async function castsOf(project: Project, table: string): Promise<Map<string, TextReading>> {
  const steps = await project.list('step', Step)
  return new Map(
    steps.flatMap(({ table: of, enabled, spec }) =>
      of === table && enabled && spec.kind === 'cast' ? [[spec.column, spec.reading] as const] : []
    )
  )
}

/** Two deliveries at once: the second was compared with rows that are no longer the source's. */
async function refuseChanged(scope: ChangeScope, source: Source): Promise<void> {
  const present = await scope.get('source', source.id, Source)
  if (present?.version === source.version) return
  throw fail(
    'conflict',
    { fr: `« ${source.table.name} » a changé entre-temps.`, en: `“${source.table.name}” has changed meanwhile.` },
    {
      hint: {
        fr: 'Abandonnez cette livraison, puis choisissez de nouveau son fichier.',
        en: 'Give this delivery up, then choose its file again.'
      }
    }
  )
}

/** Names in the order of the source, new ones behind. */
function orderLike(own: readonly string[], names: readonly string[]): string[] {
  return [...own.filter((name) => names.includes(name)), ...names.filter((name) => !own.includes(name))]
}

function labelOf({ table }: Source, mode: 'append' | 'refresh'): LocalizedText {
  return mode === 'append'
    ? { fr: `Ajouter une livraison à « ${table.name} »`, en: `Add a delivery to “${table.name}”` }
    : { fr: `Mettre « ${table.name} » à jour`, en: `Refresh “${table.name}”` }
}
