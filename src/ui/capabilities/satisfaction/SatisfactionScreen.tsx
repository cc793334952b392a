import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FolderInput, Smile } from 'lucide-react'
import { BundledCaseLink } from '../../app/bundled-case'
import { useTables } from '../../app/project'
import { go, setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import { EmptyState, ErrorState, Loading, ScreenHeader, SplitView, useText } from '../../parts'
import { ComparisonsNote } from '../exploration'
import { FilterSelect, namedUse, useNamedFilters, useSifting } from '../facets'
import { FindingList } from '../findings'
import { type Choice, readChoice, readSegment, requestOf, segmentParam } from './choice'
import { MeasureControls } from './MeasureControls'
import { MeasureView } from './MeasureView'
import { ScoreList } from './ScoreList'
import { text } from './text'

/** Satisfaction: choose scores, a measure and a segment; read the segments, lowest first; pin what matters. */
export function SatisfactionScreen() {
  const t = useText(text)
  const { params } = useRoute()
  const tables = useTables()
  const overview = useQuery({
    queryKey: ['satisfaction', 'overview'],
    queryFn: ({ signal }) => api.satisfaction.overview({}, { signal })
  })
  const choice = readChoice(overview.data ?? [], params)
  return (
    <SplitView
      id="satisfaction"
      listLabel={t('scores')}
      list={
        overview.isPending ? (
          <Loading label={t('looking')} lines={4} height={28} />
        ) : (
          <ScoreList found={overview.data ?? []} choice={choice} />
        )
      }
    >
      <ScreenHeader title={t('title')} />
      <div className="screen-body satisfaction-body">
        {overview.isError && <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />}
        {overview.isPending && <Loading label={t('looking')} lines={3} height={120} />}
        {overview.data?.length === 0 && (
          <EmptyState
            icon={Smile}
            sentence={tables.data?.length ? t('none') : t('noTable')}
            action={{ label: t('toSources'), onPress: () => go('sources'), icon: FolderInput }}
          >
            <BundledCaseLink />
          </EmptyState>
        )}
        {choice && <Measured choice={choice} />}
      </div>
    </SplitView>
  )
}

function Measured({ choice }: { choice: Choice }) {
  const t = useText(text)
  const { params } = useRoute()
  const { table } = choice.scored
  const candidates = useQuery({
    queryKey: ['satisfaction', 'segments', table],
    queryFn: ({ signal }) => api.satisfaction.segments({ table }, { signal })
  })
  const segment = readSegment(candidates.data ?? [], params)
  const named = useNamedFilters()
  const { filter: present } = useSifting(table)
  const chosen = named.data?.find(({ id, table: { name } }) => id === params.filter && name === table.name)
  const filter = chosen ? namedUse(chosen) : params.filter === 'present' && present.all.length ? present : undefined
  const request = requestOf(choice, segment, filter)
  const measured = useQuery({
    queryKey: ['satisfaction', 'measure', request],
    enabled: !candidates.isPending && !named.isPending,
    queryFn: ({ signal }) => api.satisfaction.measure(request, { signal }),
    // The figures of before stay, dimmed, while the new ones come: nothing jumps.
    placeholderData: keepPreviousData
  })
  const value = candidates.data?.find(
    (candidate) => candidate.segment.column === segment?.column && candidate.segment.via?.key === segment.via?.key
  )
  return (
    <>
      {candidates.isError && <ErrorState inline error={candidates.error} onRetry={() => void candidates.refetch()} />}
      <MeasureControls
        choice={choice}
        candidates={candidates.data ?? []}
        segment={segment}
        segmentValue={value ? segmentParam(value) : 'none'}
      />
      <FilterSelect
        table={table}
        present={present}
        filter={filter}
        onChange={(next) => setParams({ filter: next?.named?.id ?? (next ? 'present' : '') })}
      />
      {measured.isError && <ErrorState error={measured.error} onRetry={() => void measured.refetch()} />}
      {measured.isPending && <Loading label={t('measuring')} lines={8} height={28} />}
      {measured.data && !measured.isError && (
        <div className={measured.isPlaceholderData ? 'measure-old' : undefined} aria-busy={measured.isPlaceholderData}>
          <ComparisonsNote after={measured.dataUpdatedAt} />
          <MeasureView result={measured.data} segment={segment} />
        </div>
      )}
      <section className="satisfaction-findings" aria-labelledby="satisfaction-findings">
        <h2 id="satisfaction-findings">{t('findings')}</h2>
        <FindingList only={({ kind }) => kind === 'measure'} empty={<p className="muted">{t('noFindings')}</p>} />
      </section>
    </>
  )
}
