import { randomUUID } from 'node:crypto'
import { Source, Step, type Delivery, type LocalizedText, type Progress, type Rename } from '../../contract'
import { cancelled, fail } from '../errors'
import type { ChangeScope, Project } from '../project'
import { addReadingSteps, discardUploads, dropTable, rememberChoices, storeNext } from '../sources'
import { mergeRows, type MergedTable } from './merge-rows'
import { dropPrepared, takePrepared, type Prepared } from './prepared'

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
        await refuseChanged(scope, prepared)
        return keepMerged(scope, source, prepared, delivery, table)
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
  delivery: string,
  { table, columns, added, changed, missing, notes }: MergedTable
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
    report,
    choices,
    fileColumn: mode === 'append' ? source.deliveries.at(-1)?.fileColumn : null
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

/** A delivery may only be applied to the rows that it was compared with: another, or an undo, may have come between. */
async function refuseChanged(scope: ChangeScope, { source, version }: Prepared): Promise<void> {
  const present = await scope.get('source', source, Source)
  if (present?.version === version) return
  throw fail(
    'conflict',
    {
      fr: 'La table a changé depuis la comparaison.',
      en: 'The table has changed since the comparison.'
    },
    { hint: { fr: 'Comparez de nouveau, puis appliquez.', en: 'Compare again, then apply.' } }
  )
}

function labelOf({ table }: Source, mode: 'append' | 'refresh'): LocalizedText {
  return mode === 'append'
    ? { fr: `Ajouter une livraison à « ${table.name} »`, en: `Add a delivery to “${table.name}”` }
    : { fr: `Mettre « ${table.name} » à jour`, en: `Refresh “${table.name}”` }
}
