import { useQuery } from '@tanstack/react-query'
import { Play, SquareTerminal } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { RowSource } from '../../../contract'
import { useTables } from '../../app/project'
import { setStatus, useOwnStatus } from '../../app/status'
import { api, errorData } from '../../client'
import {
  Button,
  DataGrid,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  localize,
  ScreenHeader,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { tellLook } from '../exploration'
import { errorOffset } from './error-place'
import { runDraft, useSqlSession, writeDraft } from './session'
import { SqlEditor } from './SqlEditor'
import { text } from './text'

/** A query written by hand: run, read in a grid, its error at its place, its predecessors at hand. */
export function SqlScreen() {
  const t = useText(text)
  const { draft, run, history } = useSqlSession()
  const { data: tables } = useTables()
  const known = useMemo(() => tables ?? [], [tables])
  const layout = useDefaultLayout({ id: 'sql', panelIds: ['editor', 'result'] })
  const source = useMemo((): RowSource => ({ kind: 'query', sql: run ?? 'SELECT 1' }), [run])
  const result = useQuery({
    queryKey: ['shape', JSON.stringify(source)],
    enabled: run !== null,
    retry: false,
    queryFn: ({ signal }) => api.tables.shape({ source }, { signal })
  })
  useOwnStatus()
  const fault = useMemo(() => faultOf(result.error, run), [result.error, run])
  useEffect(() => {
    if (result.isError) setStatus({ table: 'SQL', rows: null })
  }, [result.isError])
  useEffect(() => {
    if (run !== null && result.isSuccess) tellLook({ kind: 'query', sql: run })
  }, [run, result.isSuccess, result.dataUpdatedAt])
  const again = (): void => {
    if (run === draft.trim()) void result.refetch()
    else runDraft()
  }
  return (
    <SplitView
      id="sql"
      listLabel={t('tables')}
      list={
        <>
          <h3 className="overline sql-list-title">{t('project')}</h3>
          <ul>
            {known.map(({ ref, rows }) => {
              const name = `${ref.schema}.${quoted(ref.name)}`
              return (
                <li key={name}>
                  <button
                    type="button"
                    className="list-item"
                    title={t('insert', { name: visibleText(name, 120) })}
                    onClick={() => writeDraft(`SELECT *\nFROM ${name}\nLIMIT 1000`)}
                  >
                    <span className="list-item-name mono isolate">{visibleText(name, 120)}</span>
                    <span className="list-item-note">{formatInteger(rows)}</span>
                  </button>
                </li>
              )
            })}
          </ul>
          {history.length > 0 && <h3 className="overline sql-list-title">{t('history')}</h3>}
          <ul>
            {history.map((past) => (
              <li key={past}>
                <button type="button" className="list-item" title={t('again')} onClick={() => writeDraft(past)}>
                  <span className="list-item-name mono isolate">{visibleText(past, 120)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    >
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <Button
          variant="primary"
          icon={Play}
          onPress={again}
          isDisabled={!draft.trim()}
          aria-keyshortcuts="Control+Enter"
        >
          {t('run')}
        </Button>
      </ScreenHeader>
      <Group
        orientation="vertical"
        className="sql-panels"
        defaultLayout={layout.defaultLayout}
        onLayoutChanged={layout.onLayoutChanged}
      >
        <Panel id="editor" defaultSize="35%" minSize={96}>
          <SqlEditor
            label={t('editor')}
            hint={t('empty')}
            value={draft}
            onChange={writeDraft}
            onRun={again}
            tables={known}
            fault={fault}
          />
        </Panel>
        <Separator className="separator separator-row" aria-label={t('resize')} />
        <Panel id="result" minSize={120}>
          <section className="sql-result" aria-label={t('results')}>
            {run === null ? (
              <EmptyState icon={SquareTerminal} sentence={t('empty')} />
            ) : result.isError ? (
              <ErrorState error={result.error} />
            ) : result.isPending ? (
              <Loading lines={8} height={24} />
            ) : (
              <DataGrid label={t('results')} source={source} onStatus={statusOf} />
            )}
          </section>
        </Panel>
      </Group>
    </SplitView>
  )
}

function statusOf({ rows, columns }: { rows: number; columns: number }): void {
  setStatus({ table: 'SQL', rows: `${formatInteger(rows)} × ${formatInteger(columns)}` })
}

function faultOf(error: unknown, sql: string | null): { offset: number; message: string } | null {
  if (!error || sql === null) return null
  const data = errorData(error)
  const offset = errorOffset(sql, data.place)
  return offset === null ? null : { offset, message: localize(data.message) }
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}
