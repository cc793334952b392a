import { ArrowLeft, BookText, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Codebook, Note } from '../../../contract'
import { refreshProject, useProject, useSelectedTable } from '../../app/project'
import { reportFailure } from '../../app/jobs'
import { setParams } from '../../app/route'
import { api } from '../../client'
import {
  announce,
  Button,
  EmptyState,
  ErrorState,
  ProgressBar,
  ScreenHeader,
  SearchField,
  Select,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { CodebookSection } from './CodebookSection'
import { ExportMenu } from './ExportMenu'
import { NoteText } from './NoteBox'
import { matching } from './search'
import { text } from './text'
import { useCodebook } from './useCodebook'

/** Height of the search, which stays above what is scrolled, in pixels. */
const BELOW_SEARCH = 48

/** All tables and columns with what is known of them, to be searched, noted and exported. */
export function CodebookView() {
  const t = useText(text)
  const { data, error, progress, isPending, isStopped, cancel, refetch } = useCodebook()
  const [search, setSearch] = useState('')
  const found = data && matching(data, search)
  const body = useRef<HTMLDivElement>(null)
  const chosen = useSelectedTable().table?.ref.name
  const isRead = Boolean(data)
  // It begins at the table that it was opened from; the others stand around it in their order.
  useEffect(() => {
    const list = body.current
    const sections = [...(list?.querySelectorAll<HTMLElement>('[data-table]') ?? [])]
    const own = sections.find(({ dataset }) => dataset.table === chosen)
    // The list alone is scrolled: bringing an element into view would move the frame around it too.
    if (list && own && own !== sections[0])
      list.scrollTop += own.getBoundingClientRect().top - list.getBoundingClientRect().top - BELOW_SEARCH
  }, [isRead, chosen])
  return (
    <div className="codebook">
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Button variant="quiet" icon={ArrowLeft} onPress={() => setParams({ view: '' })}>
          {t('back')}
        </Button>
        <ExportMenu isDisabled={!data} />
      </ScreenHeader>
      <div className="codebook-body" ref={body}>
        {isPending && !isStopped && <ProgressBar label={t('working')} progress={progress} onCancel={cancel} />}
        {isStopped && (
          <EmptyState
            icon={BookText}
            sentence={t('stopped')}
            action={{ label: t('again'), onPress: () => void refetch() }}
          />
        )}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && <SearchField label={t('search')} value={search} onChange={setSearch} />}
        {data && data.orphans.length > 0 && <Orphans codebook={data} />}
        {found?.map((table) => (
          <CodebookSection key={table.table.name} table={table} />
        ))}
        {found && !found.length && <p className="muted">{t('none')}</p>}
      </div>
    </div>
  )
}

/** Notes whose column is gone: kept, told, and given to another by hand. */
function Orphans({ codebook: { orphans, tables } }: { codebook: Codebook }) {
  const t = useText(text)
  const localize = useLocalize()
  const isDisabled = useProject()?.readOnly ?? true
  const free = tables.flatMap(({ table, columns }) =>
    columns.filter(({ note }) => !note).map(({ name }) => ({ table: table.name, column: name }))
  )
  const change = (work: () => Promise<unknown>, said: string): void =>
    void work()
      .then(async () => {
        announce(said)
        await refreshProject()
      })
      .catch((error: unknown) => reportFailure(t('orphans'), error))
  const nameOf = ({ table, column }: Note): string => [table, column].filter(Boolean).join(' › ')
  return (
    <section className="codebook-orphans" aria-label={t('orphans')}>
      <h2>{t('orphans')}</h2>
      <p className="muted">{t('orphansHint')}</p>
      {orphans.map((note) => (
        <article key={note.id}>
          <h3 className="isolate">{visibleText(nameOf(note), 160)}</h3>
          <p className="codebook-stale">{note.orphan && localize(note.orphan)}</p>
          <NoteText note={note} />
          <div className="codebook-orphan-actions">
            <Select
              label={t('moveTo', { name: visibleText(nameOf(note), 60) })}
              placeholder={t('choose')}
              isDisabled={isDisabled}
              options={free.slice(0, 2_000).map(({ table, column }, place) => ({
                value: String(place),
                label: `${visibleText(table, 40)} › ${visibleText(column, 60)}`
              }))}
              value={null}
              onChange={(place) => {
                const bearer = free[Number(place)]
                if (bearer) change(() => api.codebook.move({ id: note.id, ...bearer }), t('saved'))
              }}
            />
            <Button
              icon={Trash2}
              isDisabled={isDisabled}
              onPress={() => change(() => api.codebook.remove({ id: note.id }), t('removed'))}
            >
              {t('remove')}
            </Button>
          </div>
        </article>
      ))}
    </section>
  )
}
