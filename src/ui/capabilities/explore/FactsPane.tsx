import './facts.css'
import type { Filter, TableProfile } from '../../../contract'
import { ErrorState, formatInteger, Tabs, useText } from '../../parts'
import { AssociationsView } from './AssociationsView'
import { DependenciesView } from './DependenciesView'
import { text } from './facts-text'
import { MissingnessView } from './MissingnessView'
import { byWitnesses } from './witnessed'
import { useOpenFact } from './useOpenFact'

/** What the columns tell together; every figure opens its evidence. */
export function FactsPane({ profile, filter }: { profile: TableProfile; filter: Filter }) {
  const t = useText(text)
  const { open, error } = useOpenFact(profile.table, filter)
  const { facts } = profile
  if (!facts) return null
  const { associations, missingness, dependencies } = facts
  return (
    <section className="facts-pane" aria-label={t('together')}>
      <h2>{t('together')}</h2>
      {error !== null && <ErrorState error={error} inline />}
      <Tabs
        label={t('together')}
        tabs={[
          {
            id: 'associations',
            label: t('associations'),
            count: formatInteger(associations.pairs.length),
            content: <AssociationsView facts={associations} onOpen={open} />
          },
          {
            id: 'missing',
            label: t('missing'),
            count: formatInteger(missingness.columns.length),
            content: <MissingnessView facts={missingness} rows={profile.rows} onOpen={open} />
          },
          {
            id: 'dependencies',
            label: t('dependencies'),
            count: formatInteger(byWitnesses(dependencies.found).tested.length),
            content: <DependenciesView facts={dependencies} profile={profile} onOpen={open} />
          }
        ]}
      />
    </section>
  )
}
