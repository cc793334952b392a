import type { Progress, TableFacts } from '../../../contract'
import { findAssociations, type FactsWork } from './associations'
import { eligible, findDependencies } from './dependencies'
import { findMissingness } from './missingness'
import { rolesOf } from './roles'
import { withSample } from './sample'

export { findRules } from './dependencies'
export { factEvidence } from './evidence'
export { findSegmentRules, type SegmentRule } from './segment-rules'

type Work = Omit<FactsWork, 'onShare' | 'drawn'> & { report: (progress: Progress) => void }

/** What the columns of a table tell together: gaps, associations, dependencies. */
export async function findTableFacts({ report, ...work }: Work): Promise<TableFacts> {
  const begun = performance.now()
  const { connection, table, columns, signal } = work
  const step = (place: number, fr: string, en: string) => ({
    ...work,
    onShare: (share: number) => report({ step: { fr, en }, done: place + share, total: 3 })
  })
  report({ step: { fr: 'Manques ensemble', en: 'Gaps together' }, done: 0, total: 3 })
  const missingness = await findMissingness(step(0, 'Manques ensemble', 'Gaps together'))
  report({ step: { fr: 'Associations', en: 'Associations' }, done: 1, total: 3 })
  const compared = new Set([...rolesOf(columns).roles.map(({ column }) => column), ...eligible(columns).taken])
  return withSample({ connection, table, columns: [...compared], signal }, async (drawn) => {
    const associations = await findAssociations({ ...step(1, 'Associations', 'Associations'), drawn })
    report({ step: { fr: 'Dépendances', en: 'Dependencies' }, done: 2, total: 3 })
    const dependencies = await findDependencies({ ...step(2, 'Dépendances', 'Dependencies'), drawn })
    return { missingness, associations, dependencies, seconds: Math.round(performance.now() - begun) / 1000 }
  })
}
