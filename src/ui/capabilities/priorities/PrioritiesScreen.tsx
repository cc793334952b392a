import { useQuery } from '@tanstack/react-query'
import { HardHat } from 'lucide-react'
import type { PriorityMethod } from '../../../contract'
import { go, setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import { EmptyState, ErrorState, Loading, ScreenHeader, Tabs, useText } from '../../parts'
import { useWorkstreams } from '../workstreams'
import { RankingView } from './RankingView'
import { text } from './text'

/** The workstreams ranked, by one method or the other. */
export function PrioritiesScreen() {
  const t = useText(text)
  const method: PriorityMethod = useRoute().params.method === 'value-effort' ? 'value-effort' : 'rice'
  const workstreams = useWorkstreams()
  const ranking = useQuery({
    queryKey: ['priorities', method],
    queryFn: ({ signal }) => api.prioritise.rank({ method }, { signal })
  })
  const failed = workstreams.error ?? ranking.error
  if (failed) return <ErrorState error={failed} onRetry={() => void ranking.refetch()} />
  if (!workstreams.data) return <Loading lines={10} height={28} />
  if (!workstreams.data.length)
    return (
      <EmptyState
        icon={HardHat}
        isScreen
        sentence={t('empty')}
        action={{ label: t('toWorkstreams'), onPress: () => go('workstreams') }}
      />
    )
  const content = ranking.data ? (
    <RankingView ranking={ranking.data} workstreams={workstreams.data} />
  ) : (
    <Loading lines={6} height={28} />
  )
  return (
    <div className="priorities">
      <ScreenHeader title={t('title')} subtitle={t('subtitle')} />
      <Tabs
        label={t('methods')}
        selected={method}
        onSelect={(id) => setParams({ method: id })}
        tabs={[
          { id: 'rice', label: t('rice'), content },
          { id: 'value-effort', label: t('valueEffort'), content }
        ]}
      />
    </div>
  )
}
