import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Scale } from 'lucide-react'
import type { CompareRequest, TableInfo } from '../../../contract'
import { setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import { Button, EmptyState, ErrorState, Loading, ProgressBar, ScreenHeader, useText } from '../../parts'
import { useNamedFilters, useSifting } from '../facets'
import { Compared } from './Compared'
import { type Draft, readDraft, readPairs, requestOf, restInsteadOfAll, writeDraft } from './draft'
import { SideChoice } from './SideChoice'
import { text } from './text'
import { useCompare } from './useCompare'
import { useLeadFocus } from './useLeadFocus'

/** Two sets of rows side by side, with what moved most: chosen above, read below. */
export function CompareView({ table, tables }: { table: TableInfo; tables: readonly TableInfo[] }) {
  const t = useText(text)
  const { params } = useRoute()
  const sources = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api.sources.list({}, { signal }) })
  const filters = useNamedFilters()
  const ground = { tables, sources: sources.data ?? [], filters: filters.data ?? [] }
  const draft = readDraft(params.compare, table, ground)
  const about = 'table' in draft ? tables.find(({ ref }) => ref.name === draft.table) : undefined
  const { filter: present } = useSifting((about ?? table).ref)
  const pairs = readPairs(params.pairs)
  const sides = sources.isPending || filters.isPending ? null : requestOf(draft, { ...ground, present })
  const request: CompareRequest | null = sides && { ...sides, pairs }
  const rest = restInsteadOfAll(draft)
  const { askFocus, lead } = useLeadFocus()
  const toRest = (to: Draft): void => {
    askFocus()
    writeDraft(to, pairs)
  }
  const { data, error, progress, isPending, isStopped, cancel, refetch } = useCompare(request)
  return (
    <div className="compare">
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Button variant="quiet" icon={ArrowLeft} onPress={() => setParams({ view: '', compare: '', pairs: '' })}>
          {t('back')}
        </Button>
      </ScreenHeader>
      {sources.isPending || filters.isPending ? (
        <Loading lines={2} height={48} />
      ) : (
        <SideChoice draft={draft} ground={{ ...ground, present }} onChange={(changed) => writeDraft(changed)} />
      )}
      <div className="compare-body">
        {request === null && !sources.isPending && <EmptyState icon={Scale} sentence={t('incomplete')} />}
        {request && isPending && !isStopped && (
          <ProgressBar label={t('working')} progress={progress} onCancel={cancel} />
        )}
        {isStopped && (
          <EmptyState
            icon={Scale}
            sentence={t('stopped')}
            action={{ label: t('again'), onPress: () => void refetch() }}
          />
        )}
        {request && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {request && data && (
          <Compared
            compared={data}
            request={request}
            onPair={(changed) => writeDraft(draft, changed)}
            onRest={rest && (() => toRest(rest))}
            lead={lead}
            key={JSON.stringify(sides)}
          />
        )}
      </div>
    </div>
  )
}
