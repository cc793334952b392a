import { useMutation, useQuery } from '@tanstack/react-query'
import { FilePlus2, Files, Waypoints } from 'lucide-react'
import { useState } from 'react'
import { DropZone, FileTrigger } from 'react-aria-components'
import { BundledCaseLink } from '../../app/bundled-case'
import { currentHost } from '../../app/host'
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
  ProgressBar,
  ScreenHeader,
  SplitView,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { RelationsView } from '../relations'
import { FirstRows } from './FirstRows'
import { loadFiles, loadPaths, useLoad } from './load'
import { SourceReport } from './SourceReport'
import { text } from './text'

/** Files come in here: drop or choose, watch the first rows, read what was done to each. */
export function SourcesScreen() {
  return useRoute().params.view === 'relations' ? <RelationsView /> : <SourceFiles />
}

function SourceFiles() {
  const t = useText(text)
  const { params } = useRoute()
  const list = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api.sources.list({}, { signal }) })
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
    <Drop>
      <SplitView
        id="sources"
        listLabel={t('list')}
        list={
          <>
            {list.isPending && <Loading lines={4} height={28} />}
            <ul>
              {sources.map((source) => (
                <li key={source.id}>
                  <button
                    type="button"
                    className="list-item"
                    aria-current={source === chosen}
                    onClick={() => setParams({ source: source.id })}
                  >
                    <span className="list-item-name isolate" title={visibleText(source.file.name)}>
                      {visibleText(source.file.name, 80)}
                    </span>
                    <span
                      className="list-item-note"
                      title={t('rows', { count: source.rows, n: formatInteger(source.rows) })}
                    >
                      {formatInteger(source.rows)}
                    </span>
                  </button>
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
          {sources.length > 0 && <ChooseFiles variant="primary" />}
        </ScreenHeader>
        <div className="screen-body sources-body">
          <LoadInProgress />
          {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {remove.isError && <ErrorState inline error={remove.error} />}
          {list.data?.length === 0 && <NoSource />}
          {chosen && <SourceReport key={chosen.id} source={chosen} onRemove={() => remove.mutate(chosen.id)} />}
        </div>
      </SplitView>
    </Drop>
  )
}

function NoSource() {
  const t = useText(text)
  const loading = useJobs(({ jobs }) => jobs.some(({ state }) => state === 'running'))
  if (loading) return null
  return (
    <div className="drop-invite">
      <EmptyState icon={Files} sentence={t('empty')}>
        <ChooseFiles variant="primary" />
        <p className="muted">
          {t('drop')}. {t('dropHint')}
        </p>
        <BundledCaseLink />
      </EmptyState>
    </div>
  )
}

function ChooseFiles({ variant }: { variant: 'primary' | 'default' }) {
  const t = useText(text)
  const { chooseFiles } = currentHost()
  if (chooseFiles)
    return (
      <Button variant={variant} icon={FilePlus2} onPress={() => void chooseFiles().then(loadPaths)}>
        {t('add')}
      </Button>
    )
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={['.csv', '.tsv', '.txt', '.psv', '.dat']}
      onSelect={(files) => void loadFiles([...(files ?? [])])}
    >
      <Button variant={variant} icon={FilePlus2}>
        {t('add')}
      </Button>
    </FileTrigger>
  )
}

/** The whole screen takes files; an invitation shows while some are dragged over it. */
function Drop({ children }: { children: React.ReactNode }) {
  const t = useText(text)
  const [over, setOver] = useState(false)
  return (
    <DropZone
      className="drop-zone"
      aria-label={t('drop')}
      onDropEnter={() => setOver(true)}
      onDropExit={() => setOver(false)}
      getDropOperation={() => 'copy'}
      onDrop={async (event) => {
        setOver(false)
        const files = await Promise.all(event.items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : [])))
        await loadFiles(files)
      }}
    >
      {children}
      {over && (
        <div className="drop-over" aria-hidden>
          {t('dropHere')}
        </div>
      )}
    </DropZone>
  )
}

function LoadInProgress() {
  const t = useText(text)
  const localize = useLocalize()
  const job = useJobs(({ jobs }) => jobs.find(({ state }) => state === 'running'))
  const { preview, failures, error } = useLoad()
  return (
    <>
      {job && <ProgressBar label={job.label} progress={job.progress} onCancel={job.cancel} />}
      {preview && <FirstRows name={preview.name} sniff={preview.sniff} />}
      {error !== null && <ErrorState inline error={error} />}
      {failures.map((failure) => (
        <ErrorState
          key={failure.file}
          inline
          error={{
            data: {
              kind: 'input',
              message: { fr: `${failure.file} : ${failure.message.fr}`, en: `${failure.file}: ${failure.message.en}` },
              hint: failure.hint ?? undefined
            }
          }}
        />
      ))}
      <span className="sr-only" role="status">
        {failures
          .map(({ file, message }) => `${t('failed', { file: visibleText(file, 80) })} ${localize(message)}`)
          .join(' ')}
      </span>
    </>
  )
}
