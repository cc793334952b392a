import { useTables } from '../../app/project'
import { setParams, useRoute } from '../../app/route'
import { Tabs, useText } from '../../parts'
import { RulesView, rulesText, ScoresView } from '../rules'
import { AnomaliesScreen } from './AnomaliesScreen'

/** What is wrong and what should be right: anomalies found, rules declared, and the quality that both tell. */
export function QualityTabs() {
  const t = useText(rulesText)
  const { params } = useRoute()
  const { data: tables } = useTables()
  if (!tables?.length) return <AnomaliesScreen />
  return (
    <Tabs
      label={t('views')}
      className="quality-tabs"
      selected={params.view === 'rules' || params.view === 'scores' ? params.view : 'anomalies'}
      onSelect={(view) => setParams({ view: view === 'anomalies' ? '' : view })}
      tabs={[
        { id: 'anomalies', label: t('anomaliesTab'), content: <AnomaliesScreen /> },
        { id: 'rules', label: t('rulesTab'), content: <RulesView /> },
        { id: 'scores', label: t('scoresTab'), content: <ScoresView /> }
      ]}
    />
  )
}
