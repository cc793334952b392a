import { Source, type DeliveryDiff, type LocalizedText, type Progress, type Rename } from '../../contract'
import type { Project } from '../project'
import { compareDelivery } from './compare'
import { keepComparison, seePrepared } from './prepared'

/** Compares a waiting delivery anew with its source as it is now, with the user's renames in place of those found. */
export async function recompareDelivery(
  project: Project,
  { delivery, renames }: { delivery: string; renames: readonly Rename[] },
  report: (progress: Progress) => void,
  signal: AbortSignal
): Promise<DeliveryDiff> {
  const { source: id, mode, loaded, found, notes, choices } = seePrepared(project, delivery)
  const source = await project.get('source', id, Source)
  report({ step: COMPARING, done: 0, total: null })
  const compared = await compareDelivery(project, source, loaded, { mode, renames, found, choices, signal })
  const diff = { ...compared.diff, notes: [...notes, ...compared.diff.notes] }
  await keepComparison(project, delivery, { ...compared, diff }, source.version)
  return diff
}

export const COMPARING: LocalizedText = { fr: 'Comparaison avec la table', en: 'Comparing with the table' }
