import { useQuery } from '@tanstack/react-query'
import { Play, Route, Square, Timer } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { SqlFunction, TableInfo } from '../../../contract'
import { useTables } from '../../app/project'
import { useOwnStatus } from '../../app/status'
import { api, errorData } from '../../client'
import {
  Button,
  formatInteger,
  localize,
  Menu,
  ScreenHeader,
  SplitView,
  Tabs,
  translate,
  useText,
  visibleText
} from '../../parts'
import { AnswerView } from './AnswerView'
import type { Vocabulary } from './completion'
import { errorOffset } from './error-place'
import { functionDocs } from './function-docs'
import { HistoryList, useHistory } from './HistoryList'
import { quoted } from './names'
import { explainText, type Run, runText, useSqlSession, writeDraft } from './session'
import { SqlEditor, type SqlEditorHandle } from './SqlEditor'
import { text } from './text'

/** A query written by hand: run, read in a grid, its error at its place, its predecessors at hand. */
export function SqlScreen() {
  const t = useText(text)
  const keys = useId()
  const { draft, run } = useSqlSession()
  const { data: tables } = useTables()
  const known = useMemo(() => tables ?? [], [tables])
  const vocabulary = useVocabulary(known)
  const recall = useRecall()
  const runButton = useRef<HTMLButtonElement>(null)
  const editor = useRef<SqlEditorHandle>(null)
  const [selection, setSelection] = useState<{ text: string; offset: number } | null>(null)
  const layout = useDefaultLayout({ id: 'sql', panelIds: ['editor', 'result'] })
  useOwnStatus()
  const fault = useFault()
  const chosen = selection ?? { text: draft, offset: 0 }
  const isRunning = run?.state === 'running'
  return (
    <SplitView
      id="sql"
      listLabel={t('tables')}
      list={
        <Tabs
          className="sql-lists"
          label={t('tables')}
          tabs={[
            {
              id: 'tables',
              label: t('project'),
              content: (
                <TableNames
                  tables={known}
                  hasDraft={draft.trim() !== ''}
                  onTake={(name, query) => editor.current?.insert(draft.trim() ? name : query)}
                />
              )
            },
            {
              id: 'history',
              label: t('history'),
              content: <HistoryList onTake={writeDraft} onRun={(sql) => (writeDraft(sql), void runText(sql))} />
            }
          ]}
        />
      }
    >
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Menu
          label={t('explain')}
          trigger={
            <Button icon={Route} isDisabled={!draft.trim()}>
              {t('explain')}
            </Button>
          }
          entries={[
            {
              id: 'explain',
              label: t('explain'),
              description: t('explainHint'),
              icon: Route,
              onAction: () => void explainText(chosen.text, chosen.offset, false)
            },
            {
              id: 'measure',
              label: t('measure'),
              description: t('measureHint'),
              icon: Timer,
              onAction: () => void explainText(chosen.text, chosen.offset, true)
            }
          ]}
        />
        {isRunning && (
          <Button icon={Square} onPress={run.cancel}>
            {t('cancel')}
          </Button>
        )}
        <Button
          ref={runButton}
          variant="primary"
          icon={Play}
          onPress={() => void runText(chosen.text, chosen.offset)}
          isDisabled={!draft.trim()}
          aria-keyshortcuts="Control+Enter"
        >
          {t(selection ? 'runSelection' : 'run')}
        </Button>
      </ScreenHeader>
      <Group
        orientation="vertical"
        className="sql-panels"
        defaultLayout={layout.defaultLayout}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel id="editor" defaultSize="35%" minSize={96}>
          <div className="sql-writing">
            <SqlEditor
              ref={editor}
              label={t('editor')}
              hint={t('empty')}
              describedBy={keys}
              value={draft}
              onChange={writeDraft}
              onSelect={setSelection}
              onRun={() => void runText(chosen.text, chosen.offset)}
              onRecall={recall}
              onLeave={() => runButton.current?.focus()}
              vocabulary={vocabulary}
              fault={fault}
            />
            <p id={keys} className="muted sql-keys">
              {t('keys')}
            </p>
          </div>
        </Panel>
        <Separator className="separator separator-row" aria-label={t('resize')} />
        <Panel id="result" minSize={120}>
          <section className="sql-result" aria-label={t('results')}>
            <AnswerView />
          </section>
        </Panel>
      </Group>
    </SplitView>
  )
}

type TableNamesProps = {
  tables: readonly TableInfo[]
  hasDraft: boolean
  onTake: (name: string, query: string) => void
}

/** The tables of the project: a first query where nothing is written, a name at the caret of what is being written. */
function TableNames({ tables, hasDraft, onTake }: TableNamesProps) {
  const t = useText(text)
  return (
    <ul>
      {tables.map(({ ref, rows }) => {
        // Without a schema: the table as prepared, before its recipe and after.
        const name = quoted(ref.name)
        return (
          <li key={name}>
            <button
              type="button"
              className="list-item"
              title={t(hasDraft ? 'insertName' : 'insert', { name: visibleText(name, 120) })}
              onClick={() => onTake(name, `SELECT *\nFROM ${name}\nLIMIT 1000`)}
            >
              <span className="list-item-name mono isolate">{visibleText(name, 120)}</span>
              <span className="list-item-note">{formatInteger(rows)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const NONE: readonly SqlFunction[] = []

function useVocabulary(tables: readonly TableInfo[]): Vocabulary {
  const t = useText(text)
  const functions = useQuery({
    queryKey: ['queries', 'functions'],
    queryFn: ({ signal }) => api.queries.functions({}, { signal })
  })
  return useMemo(
    () => ({
      // As prepared: a query then follows the recipe when one comes.
      tables: tables.map((table) => ({ ...table, ref: { ...table.ref, schema: 'clean' as const } })),
      functions: functions.data ?? NONE,
      doc: (name: string): string =>
        Object.hasOwn(functionDocs.keys, name) ? translate(functionDocs, name as keyof typeof functionDocs.keys) : '',
      rows: (count: number) => t('rows', { count, n: formatInteger(count) })
    }),
    [tables, functions.data, t]
  )
}

/** Alt+Up and Alt+Down: the past queries in the place of what is being written, which comes back after the latest. */
function useRecall(): (by: 1 | -1) => boolean {
  const past = useHistory()
  const place = useRef(-1)
  const written = useRef('')
  return (by) => {
    const { draft, run } = useSqlSession.getState()
    const queries = withLatest(
      (past.data ?? []).map(({ sql }) => sql),
      run
    )
    // What was recalled and then changed is a text being written.
    if (place.current >= 0 && queries[place.current] !== draft) place.current = -1
    if (place.current < 0) written.current = draft
    const next = Math.max(-1, Math.min(queries.length - 1, place.current + by))
    if (next === place.current) return false
    // The one just run stands there already.
    const skips = next === 0 && by === 1 && queries[0] === draft && queries.length > 1
    place.current = skips ? 1 : next
    writeDraft(place.current < 0 ? written.current : (queries[place.current] ?? ''))
    return true
  }
}

/** The history is read again after each run: until then the query that has just ended is its first. */
function withLatest(past: readonly string[], run: Run | null): readonly string[] {
  return run && run.state !== 'running' && past[0] !== run.sql
    ? [run.sql, ...past.filter((sql) => sql !== run.sql)]
    : past
}

/** The fault of what was run or explained last, while its text still stands where it was. */
function useFault(): { offset: number; message: string } | null {
  const { draft, run, plan, shown } = useSqlSession()
  const asked = shown === 'plan' ? plan : run
  const failed = asked?.state === 'failed' ? asked : null
  const stands = failed !== null && draft.startsWith(failed.before + failed.sql)
  const [fault, setFault] = useState<{ offset: number; message: string } | null>(null)
  useEffect(() => {
    if (!failed || !stands) return setFault(null)
    const data = errorData(failed.error)
    const offset = errorOffset(failed.before + failed.sql, data.place)
    setFault(offset === null ? null : { offset, message: localize(data.message) })
  }, [failed, stands])
  return fault
}
