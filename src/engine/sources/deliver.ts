import { randomUUID } from 'node:crypto'
import {
  Source,
  Step,
  type ColumnReading,
  type Delivery,
  type DeliveryDiff,
  type FileChoice,
  type Progress
} from '../../contract'
import { fail } from '../errors'
import type { ChangeScope, Project } from '../project'
import { ident } from '../sql'
import { diffDelivery } from './diff-delivery'
import { loadOne } from './import-files'
import { addReadingSteps } from './keep-source'
import { openPart, partsOf } from './list-parts'
import { dropLoaded } from './load-part'
import type { LoadedPart } from './loaded'
import { withStaged, type OpenedPart } from './open-part'
import { recallChoices, rememberChoices } from './remember'
import { rawColumns, stackSql } from './stack'
import { discardUploads } from './uploads'
import { storeNext } from './versions'

/** A delivery loaded beside its source, waiting for the user's word. */
interface Prepared {
  source: string
  mode: 'append' | 'refresh'
  loaded: LoadedPart
  file: FileChoice
}

const waiting = new WeakMap<Project, Map<string, Prepared>>()

/** Loads a delivery beside its source and tells what it would change. */
export async function prepareDelivery(
  project: Project,
  { source: id, mode, file }: { source: string; mode: 'append' | 'refresh'; file: FileChoice },
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<{ delivery: string; diff: DeliveryDiff }> {
  const source = await project.get('source', id, Source)
  const own = (await rawColumns(project, source.table.name)).map(({ name }) => name)
  const [loaded, ...others] = await withStaged(project, file.origin, file.name, async (staged) => {
    const path = file.part ?? (await likeliestPath(project, staged, source, signal))
    const choices = file.choices ?? (await recallChoices(project, own, file.name, path))[0]?.choices ?? {}
    return loadOne(project, await openPart(project, staged, path, { name: file.name, signal }), choices, report, signal)
  })
  for (const other of others) await dropLoaded(project, other)
  if (!loaded) throw new Error('a load ended without a table')
  try {
    const step = { fr: 'Comparaison avec la table', en: 'Comparing with the table' }
    report({ step, done: 0, total: null })
    const diff = await diffDelivery(project, source.table.name, loaded.table, signal)
    const delivery = randomUUID()
    shelf(project).set(delivery, { source: id, mode, loaded, file })
    return { delivery, diff }
  } catch (error) {
    await dropLoaded(project, loaded)
    throw error
  }
}

/** Applies a prepared delivery as one undoable change. */
export async function applyDelivery(
  project: Project,
  delivery: string,
  renames: readonly { from: string; to: string }[]
): Promise<Source> {
  const prepared = shelf(project).get(delivery)
  if (!prepared) throw gone()
  const { loaded, mode, file } = prepared
  const merged = `~loading-${randomUUID()}`
  const source = await project.get('source', prepared.source, Source)
  const own = (await rawColumns(project, source.table.name)).map(({ name }) => name)
  const present = new Set(own.map((name) => name.toLowerCase()))
  const names = new Map(renames.map(({ from, to }) => [from, to]))
  // A name that differs in case only is the same column.
  for (const name of loaded.names)
    if (!names.has(name) && !own.includes(name) && present.has(name.toLowerCase()))
      names.set(name, own.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name)
  try {
    const arriving = { table: loaded.table, renames: names }
    const stacked = await stackSql(project, mode === 'append' ? [{ table: source.table.name }, arriving] : [arriving])
    const ordered = orderLike(
      own,
      stacked.columns.map(({ name }) => name)
    )
    await project.database.run(
      `CREATE TABLE raw.${ident(merged)} AS SELECT ${ordered.map(ident).join(', ')} FROM (${stacked.sql})`
    )
    const kept = await project.change(labelOf(source, mode), async (scope) => {
      const version = randomUUID()
      await storeNext(scope, version, merged, source.table.name)
      await loaded.faults.keep(scope, delivery)
      const arrived: Delivery = {
        id: delivery,
        mode,
        files: [loaded.file],
        loadedAt: new Date().toISOString(),
        rows: loaded.rows,
        report: loaded.report
      }
      const next: Source = {
        ...source,
        file: loaded.file,
        loadedAt: arrived.loadedAt,
        rows: mode === 'append' ? source.rows + loaded.rows : loaded.rows,
        report: { ...loaded.report, columns: columnsOf(ordered, source, loaded, names) },
        deliveries: [...source.deliveries, arrived],
        version
      }
      await scope.put('source', source.id, next)
      await addMissingReadings(scope, source, loaded, names)
      await rememberChoices(scope, loaded, file.choices ?? {}, arrived.loadedAt)
      return next
    })
    shelf(project).delete(delivery)
    await dropLoaded(project, loaded)
    if (file.origin.kind === 'upload') await discardUploads(project, [file.origin.id])
    return kept
  } finally {
    if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS raw.${ident(merged)}`)
  }
}

/** Throws away deliveries that will not be applied. */
export async function discardDeliveries(project: Project, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const prepared = shelf(project).get(id)
    shelf(project).delete(id)
    if (prepared) await dropLoaded(project, prepared.loaded)
  }
}

/** Columns that came as text, or became it, and that no step of the recipe reads yet. */
async function addMissingReadings(
  scope: ChangeScope,
  source: Source,
  loaded: LoadedPart,
  names: ReadonlyMap<string, string>
): Promise<void> {
  const steps = (await scope.list('step', Step)).filter(({ table }) => table === source.table.name)
  const read = new Set(steps.flatMap(({ spec }) => (spec.kind === 'cast' ? [spec.column] : [])))
  const columns = loaded.columns
    .map((column) => ({ ...column, name: names.get(column.name) ?? column.name }))
    .filter(({ name, lossless }) => !lossless && !read.has(name))
  await addReadingSteps(scope, source.table.name, columns, {})
}

/** How each column of the table is read now: as the delivery says where it has the column, else as before. */
function columnsOf(
  ordered: readonly string[],
  source: Source,
  loaded: LoadedPart,
  names: ReadonlyMap<string, string>
): ColumnReading[] {
  const arrived = loaded.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name }))
  const known = new Map([...source.report.columns, ...arrived].map((column) => [column.name, column]))
  return ordered.flatMap((name) => known.get(name) ?? [])
}

/** The part of a new file that is most like the source's: of the same name, else the first that is not hidden. */
async function likeliestPath(
  project: Project,
  file: OpenedPart['file'],
  source: Source,
  signal: AbortSignal
): Promise<string[]> {
  const { parts } = await partsOf(project, file, { name: file.name, signal })
  const same = parts.find(({ path }) => JSON.stringify(path) === JSON.stringify(source.file.part))
  return (same ?? parts.find(({ hidden }) => !hidden) ?? parts[0])?.path ?? []
}

/** Names in the order of the source, new ones behind. */
function orderLike(own: readonly string[], names: readonly string[]): string[] {
  return [...own.filter((name) => names.includes(name)), ...names.filter((name) => !own.includes(name))]
}

function shelf(project: Project): Map<string, Prepared> {
  const found = waiting.get(project) ?? new Map<string, Prepared>()
  waiting.set(project, found)
  return found
}

function labelOf({ table }: Source, mode: 'append' | 'refresh') {
  return mode === 'append'
    ? { fr: `Ajouter une livraison à « ${table.name} »`, en: `Add a delivery to “${table.name}”` }
    : { fr: `Mettre « ${table.name} » à jour`, en: `Refresh “${table.name}”` }
}

function gone(): Error {
  return fail(
    'not_found',
    { fr: 'Cette livraison n’est plus en attente.', en: 'This delivery is no longer waiting.' },
    { hint: { fr: 'Choisissez de nouveau son fichier.', en: 'Choose its file again.' } }
  )
}
