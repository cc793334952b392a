import { randomUUID } from 'node:crypto'
import { Source, type DeliveryDiff, type FileChoice, type Progress } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { diffDelivery } from './diff-delivery'
import { loadOne } from './import-files'
import { firstPath, withPart, partsOf } from './list-parts'
import { dropLoaded } from './load-part'
import { withStaged, type OpenedPart } from './open-part'
import { keepPrepared } from './prepared'
import { recallChoices } from './remember'
import { rawColumns } from './stack'

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
    return withPart(project, staged, path, { name: file.name, signal }, (part) =>
      loadOne(project, part, choices, report, signal)
    )
  })
  for (const other of others) await dropLoaded(project, other)
  if (!loaded) throw new Error('a load ended without a table')
  try {
    const step = { fr: 'Comparaison avec la table', en: 'Comparing with the table' }
    report({ step, done: 0, total: null })
    const diff = await diffDelivery(project, source.table.name, loaded.table, signal)
    const delivery = randomUUID()
    throwIfCancelled(signal)
    keepPrepared(project, delivery, { source: id, mode, loaded, file })
    return { delivery, diff: { ...diff, notes: [...diff.notes, ...leftOut(others.length)] } }
  } catch (error) {
    await dropLoaded(project, loaded)
    throw error
  }
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
  return same?.path ?? firstPath(parts)
}

function leftOut(tables: number): DeliveryDiff['notes'] {
  if (!tables) return []
  return [
    {
      fr: 'Le fichier contient d’autres tableaux sous le premier : ils ne font pas partie de cette livraison.',
      en: 'The file holds other tables below the first one: they are no part of this delivery.'
    }
  ]
}
