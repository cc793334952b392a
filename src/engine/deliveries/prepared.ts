import type { Choices, DeliveryDiff, FileChoice, LocalizedText } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { dropLoaded, type LoadedPart } from '../sources'
import type { Comparison } from './comparison'
import { dropMatched } from './match-rows'

/** A delivery loaded beside its source, waiting for the user's word. */
export interface Waiting {
  source: string
  /** What the rows of the source were when both were compared. */
  version: string
  mode: 'append' | 'refresh'
  loaded: LoadedPart
  file: FileChoice
  /** How its file was read. */
  choices: Choices
  /** What reading it had to say beside its own report. */
  notes: LocalizedText[]
  comparison: Comparison
  /** Renamed columns as they were found. */
  found: DeliveryDiff['columns']['renamed']
}

/** The same while it is applied: nobody else may take it. */
export interface Prepared extends Waiting {
  /** Lets it wait on. */
  putBack: () => void
}

const shelves = new WeakMap<Project, Map<string, Waiting>>()

export function keepPrepared(project: Project, delivery: string, prepared: Waiting): void {
  shelf(project).set(delivery, prepared)
}

/** A delivery on the shelf, to be looked at. */
export function seePrepared(project: Project, delivery: string): Waiting {
  const found = shelf(project).get(delivery)
  if (!found) throw gone()
  return found
}

/** Puts another comparison in place of the last one of a delivery; throws it away where the delivery is gone. */
export async function keepComparison(
  project: Project,
  delivery: string,
  comparison: Comparison,
  version: string
): Promise<void> {
  const found = shelf(project).get(delivery)
  if (found) shelf(project).set(delivery, { ...found, comparison, version })
  await dropMatched(project, (found?.comparison ?? comparison).matched)
  if (!found) throw gone()
}

/** Throws away what was loaded and compared of a delivery. */
export async function dropPrepared(
  project: Project,
  { loaded, comparison }: Pick<Waiting, 'loaded' | 'comparison'>
): Promise<void> {
  await dropMatched(project, comparison.matched)
  await dropLoaded(project, loaded)
}

/** Takes a delivery off the shelf, or says that it waits no longer. */
export function takePrepared(project: Project, delivery: string): Prepared {
  const found = shelf(project).get(delivery)
  if (!found) throw gone()
  shelf(project).delete(delivery)
  return { ...found, putBack: () => shelf(project).set(delivery, found) }
}

/** Throws away deliveries that will not be applied. */
export async function discardDeliveries(project: Project, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const prepared = shelf(project).get(id)
    shelf(project).delete(id)
    if (prepared) await dropPrepared(project, prepared)
  }
  if (ids.length) await project.giveBackRoom()
}

function shelf(project: Project): Map<string, Waiting> {
  const found = shelves.get(project) ?? new Map<string, Waiting>()
  shelves.set(project, found)
  return found
}

function gone(): Error {
  return fail(
    'not_found',
    { fr: 'Cette livraison n’est plus en attente.', en: 'This delivery is no longer waiting.' },
    { hint: { fr: 'Choisissez de nouveau son fichier.', en: 'Choose its file again.' } }
  )
}
