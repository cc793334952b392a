import { StoredVerdict, type Finding, type PinRequest } from '../../contract'
import { fail } from '../errors'
import { pinFinding } from '../findings'
import { missingDocument, type Project } from '../project'
import { verdictsNow } from './sightings'

/** Makes a finding of an accepted anomaly, in one change: the finding has the evidence, and the register names the finding. */
export async function pinAnomaly(
  project: Project,
  { id, request }: { id: string; request: PinRequest },
  signal?: AbortSignal
): Promise<Finding> {
  const verdict = (await verdictsNow(project)).get(id)
  if (!verdict || verdict.state === 'to_see' || verdict.state === 'dismissed') throw notAccepted()
  return pinFinding(project, { ...request, kind: 'anomaly' }, signal, async (scope, finding) => {
    const present = await scope.get('verdict', verdict.id, StoredVerdict)
    if (!present) throw missingDocument('verdict', verdict.id)
    await scope.put('verdict', verdict.id, { ...present, finding })
  })
}

function notAccepted(): Error {
  return fail(
    'conflict',
    {
      fr: 'Seule une anomalie acceptée devient un constat relié au registre.',
      en: 'Only an accepted anomaly becomes a finding linked to the register.'
    },
    { hint: { fr: 'Acceptez-la d’abord comme un vrai défaut.', en: 'Accept it first as a real fault.' } }
  )
}
