import { randomUUID } from 'node:crypto'
import { Step, type Delivery, type LocalizedText, type Progress, type Rename, type Source } from '../../contract'
import { cancelled } from '../errors'
import type { ChangeScope, Project } from '../project'
import { addReadingSteps, discardUploads, dropTable, rememberChoices, storeNext } from '../sources'
import { deliveriesOf } from './first-delivery'
import { renamedNotes } from './known-renames'
import { mergeBasis, type MergeBasis } from './merge-basis'
import { mergeRows, type MergedTable } from './merge-rows'
import { dropPrepared, takePrepared, type Prepared } from './prepared'
import { changedSince, refuseChanged } from './refuse-changed'

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
    const source = await refuseChanged(project, prepared)
    const basis = await mergeBasis(project, source)
    const step = { fr: `Mise à jour de « ${source.table.name} »`, en: `Updating “${source.table.name}”` }
    const table = await mergeRows(project, basis, prepared, renames, merged, (share) =>
      report({ step, done: Math.round(100 * share), total: 100 }), signal) // prettier-ignore
    const kept = await project.change(
      labelOf(source, prepared.mode),
      async (scope) => {
        const present = await refuseChanged(scope, prepared)
        refuseOtherReadings(basis, await mergeBasis(scope, present))
        return keepMerged(scope, present, prepared, { delivery, renames, table })
      },
      signal
    )
    await dropPrepared(project, prepared)
    if (prepared.file.origin.kind === 'upload') await discardUploads(project, [prepared.file.origin.id])
    return kept
  } catch (error) {
    prepared.putBack()
    throw signal.aborted ? cancelled() : error
  } finally {
    await dropTable(project, merged)
  }
}

async function keepMerged(
  scope: ChangeScope,
  source: Source,
  { loaded, mode, choices }: Prepared,
  merged: { delivery: string; renames: readonly Rename[]; table: MergedTable }
): Promise<Source> {
  const { delivery, renames } = merged
  const { table, columns, added, changed, missing, notes } = merged.table
  const version = randomUUID()
  storeNext(scope, version, table, source.table.name)
  await loaded.faults.keep(scope, delivery)
  const report = { ...loaded.report, notes: [...loaded.report.notes, ...renamedNotes(renames, false), ...notes] }
  const arrived: Delivery = {
    id: delivery,
    mode,
    files: [loaded.file],
    loadedAt: new Date().toISOString(),
    rows: loaded.rows,
    report,
    choices,
    ...(renames.length ? { renames: [...renames] } : {}),
    fileColumn: mode === 'append' ? source.deliveries.at(-1)?.fileColumn : null
  }
  const next: Source = {
    ...source,
    file: loaded.file,
    loadedAt: arrived.loadedAt,
    rows: mode === 'append' ? source.rows + loaded.rows : loaded.rows,
    report: { ...report, columns },
    deliveries: [...deliveriesOf(source), arrived],
    version
  }
  await scope.put('source', source.id, next)
  const marked = columns.filter((column) => missing.has(column.name) && !added.some(({ name }) => name === column.name))
  await addReadingSteps(
    scope,
    source.table.name,
    [...added, ...marked.map((column) => ({ ...column, lossless: true }))],
    {
      columns: [...missing].map(([name, marks]) => ({ name, missing: marks }))
    }
  )
  for (const step of await scope.list('step', Step)) {
    const reading = step.table === source.table.name && step.spec.kind === 'cast' && changed.get(step.spec.column)
    if (reading && step.spec.kind === 'cast')
      await scope.put('step', step.id, { ...step, spec: { ...step.spec, reading } })
  }
  await rememberChoices(scope, loaded, choices, arrived.loadedAt)
  return next
}

/** A column that was read anew while the rows were merged would get back its former reading. */
function refuseOtherReadings(merged: MergeBasis, present: MergeBasis): void {
  const readingsOf = ({ source, steps }: MergeBasis): string => JSON.stringify([source.report.columns, steps])
  if (readingsOf(merged) !== readingsOf(present)) throw changedSince()
}

function labelOf({ table }: Source, mode: 'append' | 'refresh'): LocalizedText {
  return mode === 'append'
    ? { fr: `Ajouter une livraison à « ${table.name} »`, en: `Add a delivery to “${table.name}”` }
    : { fr: `Mettre « ${table.name} » à jour`, en: `Refresh “${table.name}”` }
}
