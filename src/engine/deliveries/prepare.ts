import { randomUUID } from 'node:crypto'
import { Source, type DeliveryDiff, type FileChoice, type Progress } from '../../contract'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { dropLoaded, loadOne, sniffDelivered, withPart, withStaged } from '../sources'
import { compareDelivery } from './compare'
import { likeliestPart } from './likeliest-part'
import { keepPrepared } from './prepared'
import { COMPARING } from './recompare'
import { tableOfSource } from './table-of-source'

/** Loads a delivery beside its source and tells what it would change. */
export async function prepareDelivery(
  project: Project,
  { source: id, mode, file }: { source: string; mode: 'append' | 'refresh'; file: FileChoice },
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<{ delivery: string; diff: DeliveryDiff }> {
  const source = await project.get('source', id, Source)
  const { choices, doubts, parts } = await withStaged(project, file.origin, file.name, async (staged) => {
    const likeliest = file.part ? { path: file.part, notes: [] } : await likeliestPart(project, staged, source, signal)
    return withPart(project, staged, likeliest.path, { name: file.name, signal }, async (opened) => {
      const seen = file.choices ? null : await sniffDelivered(project, opened, source, signal)
      const chosen = file.choices ?? seen?.remembered?.choices ?? {}
      return {
        choices: chosen,
        doubts: [...likeliest.notes, ...(seen?.doubts ?? [])],
        parts: await loadOne(project, opened, chosen, report, signal)
      }
    })
  })
  const { loaded, notes: told } = await tableOfSource(project, source, parts)
  for (const other of parts) if (other !== loaded) await dropLoaded(project, other)
  if (!loaded) throw new Error('a load ended without a table')
  try {
    report({ step: COMPARING, done: 0, total: null })
    const compared = await compareDelivery(project, source, loaded, { mode, choices, signal })
    const notes = [...doubts, ...told]
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
