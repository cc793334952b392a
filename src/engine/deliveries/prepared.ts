import type { FileChoice } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { dropLoaded, type LoadedPart } from '../sources'

/** A delivery loaded beside its source, waiting for the user's word. */
interface Waiting {
  source: string
  mode: 'append' | 'refresh'
  loaded: LoadedPart
  file: FileChoice
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
    if (prepared) await dropLoaded(project, prepared.loaded)
  }
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
