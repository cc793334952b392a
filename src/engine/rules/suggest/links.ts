import type { RelationsFound } from '../../../contract'
import { proposal, type Known, type Proposal } from './proposal'

/** Share of the rows that must find their match for a link to be a rule. */
const HELD = 0.9
const SURE = 0.5

/** Links to other tables, found or kept by the user. */
export function linkRules({ table }: Known, found: RelationsFound | null): Proposal[] {
  const own = (found?.links ?? []).filter(
    ({ from, to, state, score, present, matchedRows }) =>
      from.name === table.ref.name &&
      to.name !== from.name &&
      state !== 'dismissed' &&
      (state === 'kept' || (score >= SURE && matchedRows >= HELD * present))
  )
  return own.map(({ to, on, normalise, state }) => {
    const kept = state === 'kept' ? { fr: 'Relation gardée', en: 'Relation kept' } : { fr: 'Relation trouvée', en: 'Relation found' } // prettier-ignore
    return proposal(
      table.ref,
      { kind: 'relation', to: to.name, on, normalise },
      (share) => ({ fr: `${kept.fr} : ${share.fr} des lignes jugées y trouvent leur clé.`, en: `${kept.en}: ${share.en} of the rows judged find their key.` }) // prettier-ignore
    )
  })
}
