import { useMutation, useQuery } from '@tanstack/react-query'
import { Download, Plus, RotateCcw } from 'lucide-react'
import type { ReportDoc, ReportSection } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { queryClient } from '../../app/queries'
import { api } from '../../client'
import { announce, Button, ErrorState, Loading, Menu, ScreenHeader, TextField, useLocalize, useText } from '../../parts'
import { downloadFile } from '../../parts/chart'
import { changed, moved, withoutSection, withSection } from './outline'
import { ReportPreview, useReportHtml } from './ReportPreview'
import { SectionRow } from './SectionRow'
import { text } from './text'
import { useEdited } from './useEdited'

const KINDS = [
  'text',
  'sources',
  'anomalies',
  'findings',
  'charts',
  'workstreams',
  'priorities',
  'plan',
  'method',
  'journal'
] as const satisfies readonly ReportSection['kind'][]

const OUTLINE_KEY = ['report', 'outline']

/** The report: its outline on the left, the file it makes on the right. */
export function ReportScreen() {
  const t = useText(text)
  const outline = useQuery({ queryKey: OUTLINE_KEY, queryFn: ({ signal }) => api.report.get({}, { signal }) })
  const file = useReportHtml()
  const download = (): void => {
    if (file.data) downloadFile(file.data.fileName, new Blob([file.data.html], { type: 'text/html' }))
  }
  return (
    <>
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Button variant="primary" icon={Download} isDisabled={!file.data || file.isPlaceholderData} onPress={download}>
          {t('download')}
        </Button>
      </ScreenHeader>
      <div className="report-screen">
        <section className="report-outline" aria-label={t('outline')}>
          {outline.isPending && <Loading lines={8} height={28} />}
          {outline.isError && <ErrorState error={outline.error} onRetry={() => void outline.refetch()} />}
          {outline.data && <Outline doc={outline.data.doc} saved={outline.data.saved} />}
        </section>
        <section className="report-preview" aria-label={t('preview')}>
          <ReportPreview />
        </section>
      </div>
    </>
  )
}

function Outline({ doc, saved }: { doc: ReportDoc; saved: boolean }) {
  const t = useText(text)
  const project = useProject()
  const [title, setTitle] = useEdited(doc.title)
  const [authors, setAuthors] = useEdited(doc.authors)
  const choices = useChoices()
  const save = useMutation({
    mutationFn: (next: ReportDoc) => api.report.save(next),
    // Shown at once: the next edit builds on this one, also while it is being saved.
    onMutate: (next) => queryClient.setQueryData(OUTLINE_KEY, { doc: next, saved: true }),
    onSettled: refreshProject
  })
  const reset = useMutation({
    mutationFn: () => api.report.reset({}),
    onSuccess: () => announce(t('wasReset')),
    onSettled: refreshProject
  })
  const locked = project?.readOnly ?? true
  const saveHead = (): void => {
    if (title !== doc.title || authors !== doc.authors) save.mutate({ ...doc, title, authors })
  }
  return (
    <>
      <TextField
        label={t('heading')}
        placeholder={t('headingHint', { name: project?.name ?? '' })}
        value={title}
        onChange={setTitle}
        onBlur={saveHead}
        maxLength={300}
      />
      <TextField label={t('authors')} value={authors} onChange={setAuthors} onBlur={saveHead} maxLength={500} />
      {save.isError && <ErrorState error={save.error} inline />}
      {reset.isError && <ErrorState error={reset.error} inline />}
      <ol className="report-sections">
        {doc.sections.map((section, place) => (
          <SectionRow
            key={section.id}
            section={section}
            first={place === 0}
            last={place === doc.sections.length - 1}
            isDisabled={locked}
            choices={choices}
            onChange={(next) => save.mutate(changed(doc, next))}
            onMove={(step) => save.mutate(moved(doc, section.id, step))}
            onRemove={() => save.mutate(withoutSection(doc, section.id))}
          />
        ))}
      </ol>
      <div className="report-outline-actions">
        <Menu
          label={t('add')}
          trigger={
            <Button icon={Plus} isDisabled={locked}>
              {t('add')}
            </Button>
          }
          entries={KINDS.map((kind) => ({
            id: kind,
            label: t(kind),
            onAction: () => save.mutate(withSection(doc, kind))
          }))}
        />
        {saved ? (
          <Button
            variant="quiet"
            icon={RotateCcw}
            isDisabled={locked || reset.isPending}
            onPress={() => reset.mutate()}
          >
            {t('reset')}
          </Button>
        ) : (
          <p className="muted">{t('proposed')}</p>
        )}
      </div>
    </>
  )
}

/** Findings and charts that a section may cite. */
function useChoices() {
  const localize = useLocalize()
  const findings = useQuery({
    queryKey: ['findings', 'list'],
    queryFn: ({ signal }) => api.findings.list({}, { signal })
  })
  const charts = useQuery({ queryKey: ['charts', 'list'], queryFn: ({ signal }) => api.charts.list({}, { signal }) })
  return {
    findings: (findings.data ?? []).map(({ id, title }) => ({ id, title })),
    charts: (charts.data ?? []).map(({ id, name }) => ({ id, title: localize(name) }))
  }
}
