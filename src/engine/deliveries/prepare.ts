import { randomUUID } from 'node:crypto'
import { Source, type DeliveryDiff, type FileChoice, type LocalizedText, type Progress } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import {
  dropLoaded,
  firstPath,
  loadOne,
  partsOf,
  sniffDelivered,
  withPart,
  withStaged,
  type OpenedPart
} from '../sources'
import { compareDelivery } from './compare'
import { keepPrepared } from './prepared'
import { COMPARING } from './recompare'

/** Loads a delivery beside its source and tells what it would change. */
export async function prepareDelivery(
  project: Project,
  { source: id, mode, file }: { source: string; mode: 'append' | 'refresh'; file: FileChoice },
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<{ delivery: string; diff: DeliveryDiff }> {
  const source = await project.get('source', id, Source)
  const { choices, doubts, parts } = await withStaged(project, file.origin, file.name, async (staged) => {
    const path = file.part ?? (await likeliestPath(project, staged, source, signal))
    return withPart(project, staged, path, { name: file.name, signal }, async (opened) => {
      const seen = file.choices ? null : await sniffDelivered(project, opened, source, signal)
      const chosen = file.choices ?? seen?.remembered?.choices ?? {}
      return {
        choices: chosen,
        doubts: seen?.doubts ?? [],
        parts: await loadOne(project, opened, chosen, report, signal)
      }
    })
  })
  const [loaded, ...others] = parts
  for (const other of others) await dropLoaded(project, other)
  if (!loaded) throw new Error('a load ended without a table')
  try {
    report({ step: COMPARING, done: 0, total: null })
    const compared = await compareDelivery(project, source, loaded, { mode, signal })
    const notes = [...doubts, ...leftOut(others.length)]
    const diff = { ...compared.diff, notes: [...notes, ...compared.diff.notes] }
    const delivery = randomUUID()
    throwIfCancelled(signal)
    keepPrepared(project, delivery, {
      source: id,
      version: source.version,
      mode,
      loaded,
      file,
      choices,
      notes,
      comparison: { ...compared, diff },
      found: diff.columns.renamed
    })
    return { delivery, diff }
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

function leftOut(tables: number): LocalizedText[] {
  if (!tables) return []
  return [
    {
      fr: 'Le fichier contient d’autres tableaux sous le premier : ils ne font pas partie de cette livraison.',
      en: 'The file holds other tables below the first one: they are no part of this delivery.'
    }
  ]
}
