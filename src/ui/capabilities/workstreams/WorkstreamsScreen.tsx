import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { Finding, Workstream } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import {
  announce,
  Badge,
  Button,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { useFindings } from '../findings'
import { FindingsPanel } from './FindingsPanel'
import { useWorkstreams } from './queries'
import { text } from './text'
import { STATUSES, WorkstreamEditor } from './WorkstreamEditor'

const TONES = { idea: 'neutral', ready: 'neutral', doing: 'info', done: 'good' } as const

/** Workstreams by state at the left; at the right the one chosen, or the findings to make one from. */
export function WorkstreamsScreen() {
  const t = useText(text)
  const { params } = useRoute()
  const workstreams = useWorkstreams()
  const found = useFindings()
  const isDisabled = useProject()?.readOnly ?? true
  const create = useMutation({
    mutationFn: (from: readonly Finding[]) =>
      api.workstreams.create({ title: from[0]?.title ?? t('newTitle'), findingIds: from.map(({ id }) => id) }),
    onSuccess: async ({ id, title }) => {
      announce(t('created', { title }))
      await refreshProject()
      setParams({ workstream: id })
    }
  })
  const failed = workstreams.error ?? found.error
  if (failed) return <ErrorState error={failed} onRetry={() => void refreshProject()} />
  if (!workstreams.data || !found.data) return <Loading lines={8} height={28} />
  const [all, findings] = [workstreams.data, found.data]
  const chosen = all.find(({ id }) => id === params.workstream)
  const untreated = findings.filter(({ id }) => !all.some(({ findingIds }) => findingIds.includes(id)))
  return (
    <SplitView
      id="workstreams"
      listLabel={t('title')}
      listHeader={
        <div className="workstream-list-head">
          <Button
            size="small"
            icon={Plus}
            isDisabled={isDisabled}

            onPress={() => !create.isPending && create.mutate([])}
          >
            {t('create')}
          </Button>
        </div>
      }
      list={
        <>
          <button
            type="button"
            className="list-item"
            aria-current={!params.workstream}
            onClick={() => setParams({ workstream: '' })}
          >
            <span className="list-item-name">{t('findings')}</span>
            <span className="list-item-note" title={t('toTreat', { count: untreated.length })}>
              {formatInteger(findings.length)}
            </span>
          </button>
          {STATUSES.map((status) => (
            <StatusGroup
              key={status}
              label={t(status)}
              tone={TONES[status]}
              workstreams={all.filter((workstream) => workstream.status === status)}
              chosen={chosen?.id}
            />
          ))}
        </>
      }
    >
      {create.isError && <ErrorState inline error={create.error} />}
      {chosen ? (
        <WorkstreamEditor key={chosen.id} workstream={chosen} all={all} findings={findings} />
      ) : params.workstream ? (
        <EmptyState
          sentence={t('notFound')}
          action={{ label: t('back'), onPress: () => setParams({ workstream: '' }) }}
        />
      ) : (
        <FindingsPanel findings={findings} all={all} onCreate={create.mutate} />
      )}
    </SplitView>
  )
}

type StatusGroupProps = {
  label: string
  tone: (typeof TONES)[keyof typeof TONES]
  workstreams: readonly Workstream[]
  chosen: string | undefined
}

function StatusGroup({ label, tone, workstreams, chosen }: StatusGroupProps) {
  const t = useText(text)
  if (!workstreams.length) return null
  return (
    <section className="workstream-group" aria-label={label}>
      <h3>
        <Badge tone={tone}>{label}</Badge>
      </h3>
      <ul>
        {workstreams.map(({ id, title, findingIds }) => (
          <li key={id}>
            <button
              type="button"
              className="list-item"
              aria-current={id === chosen}
              onClick={() => setParams({ workstream: id })}
            >
              <span className="list-item-name isolate">{visibleText(title, 120)}</span>
              <span className="list-item-note" title={t('evidenceCount', { count: findingIds.length })}>
                {formatInteger(findingIds.length)}
                <span className="sr-only"> {t('evidenceCount', { count: findingIds.length })}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
