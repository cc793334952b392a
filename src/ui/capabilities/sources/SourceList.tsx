import { useMutation, type UseQueryResult } from '@tanstack/react-query'
import { Files, Waypoints } from 'lucide-react'
import type { Source } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useJobs } from '../../app/jobs'
import { refreshProject } from '../../app/project'
import { setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import {
  announce,
  Button,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  ScreenHeader,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { AddButtons } from './import/AddFiles'
import { FileName } from './import/FileName'
import { LoadOutcome } from './LoadOutcome'
import { SourceReport } from './report/SourceReport'
import { fileTitle } from './file-title'
import { text } from './text'

/** The sources of the project, and the report of the one chosen. */
export function SourceList({ list }: { list: UseQueryResult<Source[]> }) {
  const t = useText(text)
  const { params } = useRoute()
  const remove = useMutation({
    mutationFn: (id: string) => api.sources.remove({ id }),
    onSuccess: async () => {
      announce(t('removed'))
      await refreshProject()
    }
  })
  const sources = list.data ?? []
  const chosen = sources.find(({ id }) => id === params.source) ?? sources.at(-1)
  return (
    <SplitView
      id="sources"
      listLabel={t('list')}
      list={
        <>
          {list.isPending && <Loading lines={4} height={28} />}
          <ul>
            {sources.map((source) => (
              <li key={source.id}>
                <SourceLine source={source} isChosen={source === chosen} />
              </li>
            ))}
          </ul>
        </>
      }
    >
      <ScreenHeader title={t('title')}>
        {sources.length > 1 && (
          <Button icon={Waypoints} onPress={() => setParams({ view: 'relations' })}>
            {t('relations')}
          </Button>
        )}
        {sources.length > 0 && <AddButtons mainLast />}
      </ScreenHeader>
      <div className="screen-body sources-body">
        <LoadOutcome />
        {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {remove.isError && <ErrorState inline error={remove.error} />}
        {list.data?.length === 0 && <NoSource />}
        {chosen && <SourceReport key={chosen.id} source={chosen} onRemove={() => remove.mutate(chosen.id)} />}
      </div>
    </SplitView>
  )
}

function SourceLine({ source, isChosen }: { source: Source; isChosen: boolean }) {
  const t = useText(text)
  const name = fileTitle(source.deliveries.at(-1)?.files ?? [source.file], t)
  return (
    <button
      type="button"
      className="list-item"
      title={visibleText(name)}
      aria-current={isChosen}
      onClick={() => setParams({ source: source.id })}
    >
      <FileName name={visibleText(name)} />
      <span className="list-item-note" title={t('rows', { count: source.rows, n: formatInteger(source.rows) })}>
        {formatInteger(source.rows)}
      </span>
    </button>
  )
}

function NoSource() {
  const t = useText(text)
  const loading = useJobs(({ jobs }) => jobs.some(({ state }) => state === 'running'))
  if (loading) return null
  return (
    <div className="drop-invite">
      <EmptyState icon={Files} sentence={t('empty')}>
        <div className="add-buttons">
          <AddButtons />
        </div>
        <p className="muted">
          {t('drop')}. {t('dropHint')}
        </p>
        <BundledCaseLink />
      </EmptyState>
    </div>
  )
}
