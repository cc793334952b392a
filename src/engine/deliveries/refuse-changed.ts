import { Source } from '../../contract'
import { fail } from '../errors'
import type { ChangeScope } from '../project'
import type { Waiting } from './prepared'

/**
 * The source that a delivery waits for, where its rows are those that it was compared with: another delivery, or an undo,
 * may have come between.
 */
export async function refuseChanged(
  documents: Pick<ChangeScope, 'list'>,
  { source, version }: Pick<Waiting, 'source' | 'version'>
): Promise<Source> {
  const present = (await documents.list('source', Source)).find(({ id }) => id === source)
  if (present?.version === version) return present
  throw changedSince()
}

/** Told where what a comparison, or a merge that is under way, was made from is no longer so. */
export function changedSince(): Error {
  return fail(
    'conflict',
    {
      fr: 'La table a changé depuis la comparaison.',
      en: 'The table has changed since the comparison.'
    },
    { hint: { fr: 'Comparez de nouveau, puis appliquez.', en: 'Compare again, then apply.' } }
  )
}
