import { Upload, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useCommands } from '../../../app/commands'
import { JobOnItsWay } from '../../../app/JobOnItsWay'
import { useRunningJob } from '../../../app/jobs'
import { announce, Button, ScreenHeader, SplitView, useText } from '../../../parts'
import { AddMenu } from './AddFiles'
import { abandonImport } from './begin'
import { ChoicesBar } from './ChoicesBar'
import type { ImportDraft } from './draft'
import { FoundTables } from './FoundTables'
import { ImportNotes } from './ImportNotes'
import { ImportOutcome } from './ImportOutcome'
import { loadDraft } from './load'
import { PreviewPane } from './PreviewPane'
import { tablesMade } from './shapes'
import { useImport } from './store'
import { text } from './text'
import { Together } from './Together'
import { useMainKey } from '../useMainKey'

/** Chosen files before they are loaded: their tables on the left; first rows, and every choice about them, beside. */
export function ImportView({ draft }: { draft: ImportDraft }) {
  const t = useText(text)
  const loading = useImport((state) => state.loading)
  const job = useRunningJob(loading)
  const table = draft.tables.find(({ key }) => key === draft.shown) ?? null
  const file = draft.files.find(({ id }) => id === table?.file) ?? draft.files[0] ?? null
  const count = tablesMade(draft)
  const main = useMainButton(table?.sniff != null)
  const start = useMemo(() => () => void loadDraft(), [])
  useMainKey(start)
  const label = count ? t('load', { count }) : t('loadNone')
  useCommands(
    'import',
    useMemo(
      () => [
        {
          id: 'import.load',
          label,
          group: 'actions',
          icon: Upload,
          shortcut: 'Ctrl+Enter',
          whileTyping: true,
          run: start
        }
      ],
      [label, start]
    )
  )
  return (
    <SplitView
      id="import"
      listLabel={t('found')}
      list={<FoundTables draft={draft} isDisabled={loading !== null} />}
      listFooter={<Together draft={draft} isDisabled={loading !== null} />}
    >
      <ScreenHeader title={t('title')}>
        {/* While it loads, its cancel stands with its progress. */}
        {loading === null && (
          <>
            <AddMenu />
            <Button icon={X} onPress={abandonImport} aria-label={t('cancelImport')}>
              {t('cancel')}
            </Button>
          </>
        )}
        <Button
          className="import-main"
          variant="primary"
          icon={Upload}
          ref={main}
          isDisabled={!count || loading !== null}
          onPress={start}
        >
          {label}
        </Button>
      </ScreenHeader>
      {loading === null && <ImportOutcome draft={draft} />}
      <div className="import-body" inert={loading !== null} data-loading={loading !== null || undefined}>
        <ChoicesBar key={table?.key} table={table} />
        <PreviewPane key={`preview ${table?.key}`} table={table} file={file} draft={draft} />
        <ImportNotes table={table} leftOut={draft.leftOut} />
      </div>
      {job && (
        <div className="import-progress">
          <JobOnItsWay job={job} />
        </div>
      )}
    </SplitView>
  )
}

/** The main button takes the focus once the first preview is there, unless the user is already at work elsewhere. */
function useMainButton(ready: boolean): React.RefObject<HTMLButtonElement | null> {
  const t = useText(text)
  const button = useRef<HTMLButtonElement>(null)
  const done = useRef(false)
  useEffect(() => {
    if (!ready || done.current) return
    done.current = true
    const active = document.activeElement
    if (active && active !== document.body && active.closest('.import-body, .split-list, [role="dialog"]')) return
    button.current?.focus()
    announce(t('ready'))
  }, [ready, t])
  return button
}
