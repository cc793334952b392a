import { useMutation } from '@tanstack/react-query'
import { ListChecks, Plus, RotateCcw, Sparkles } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { RuleDraft, TableInfo } from '../../../contract'
import { useCommands } from '../../app/commands'
import { refreshProject, useProject, useSelectedTable } from '../../app/project'
import { setParams, useRoute } from '../../app/route'
import { setStatus, useOwnStatus } from '../../app/status'
import { api } from '../../client'
import {
  Button,
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  ProgressBar,
  Select,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { RuleEditor } from './editor/RuleEditor'
import { RuleDetails } from './RuleDetails'
import { RuleList } from './RuleList'
import { asksForALook } from './state-words'
import { SuggestionsView } from './SuggestionsView'
import { text } from './text'
import { useRefocus } from './useRefocus'
import { hasHistory, useHistory, useRules, useRun } from './useRules'

/** What the rows of each table have to keep to: rules, worst first, each with its failing rows. */
export function RulesView() {
  const { table } = useSelectedTable()
  useOwnStatus()
  return table ? <RulesOf key={`${table.ref.name}`} table={table} /> : <Loading lines={12} height={24} />
}

/** What is made: nothing, a new rule (perhaps from a suggestion), or another form of one that is kept. */
type Editing = { id: string | null; draft: RuleDraft | null } | null

/** Where the focus goes when no rule is left for it. */
const CHOICES = '.rule-actions button'

function RulesOf({ table }: { table: TableInfo }) {
  const t = useText(text)
  const { params } = useRoute()
  const isReadOnly = useProject()?.readOnly ?? true
  const [editing, setEditing] = useState<Editing>(null)
  const [isHistoryAsked, setHistoryAsked] = useState(() => hasHistory(table.ref))
  const run = useRun(table.ref)
  const history = useHistory(table.ref, isHistoryAsked)
  const results = run.data?.results ?? []
  const isSuggesting = params.rule === 'suggest'
  const chosen = results.find(({ rule }) => rule.id === params.rule) ?? results[0]
  const name = visibleText(table.ref.name, 120)
  const wanting = results.filter(({ counts }) => asksForALook(counts)).length
  useEffect(() => {
    setStatus({
      table: name,
      rows: results.length
        ? `${t('count', { count: results.length, n: formatInteger(results.length) })} · ${t('notPassed', { count: wanting, n: formatInteger(wanting) })}`
        : null
    })
    // Told again with each answer: the tab before wipes the line as it goes.
  }, [t, name, results.length, wanting, run.data])
  const refocus = useRefocus()
  const show = (rule: string): void => {
    setEditing(null)
    setParams({ rule })
  }
  const create = (): void => setEditing({ id: null, draft: null })
  useCommands(
    'rules',
    useMemo(
      () =>
        isReadOnly
          ? []
          : [
              { id: 'rules-new', label: t('create'), group: 'actions' as const, icon: Plus, run: create },
              {
                id: 'rules-suggest',
                label: t('suggest'),
                group: 'actions' as const,
                icon: Sparkles,
                run: () => show('suggest')
              }
            ],
      [t, isReadOnly]
    )
  )
  return (
    <SplitView
      id="rules"
      listLabel={t('list')}
      listHeader={
        <div className="rule-header">
          <TableChoice table={table} />
          {run.isFetching ? (
            <ProgressBar label={t('running')} progress={run.progress} onCancel={run.cancel} />
          ) : (
            <div className="rule-actions">
              <Button size="small" icon={Plus} isDisabled={isReadOnly} onPress={create}>
                {t('create')}
              </Button>
              <Button size="small" icon={Sparkles} isDisabled={isReadOnly} onPress={() => show('suggest')}>
                {t('suggest')}
              </Button>
            </div>
          )}
          <HomelessRules />
          {run.isError && <ErrorState error={run.error} inline onRetry={() => void run.refetch()} />}
          {!run.isFetching && !run.data && !run.isError && (
            <p className="muted">
              {t('runStopped')}{' '}
              <Button size="small" icon={RotateCcw} onPress={() => void run.refetch()}>
                {t('again')}
              </Button>
            </p>
          )}
        </div>
      }
      list={
        <RuleList
          results={results}
          // Of deliveries that are no longer all of them, none is drawn.
          history={history.isStale ? undefined : history.data}
          chosen={editing || isSuggesting ? (editing?.id ?? null) : (chosen?.rule.id ?? null)}
          onChoose={show}
        />
      }
    >
      {editing ? (
        <RuleEditor
          key={editing.id ?? JSON.stringify(editing.draft)}
          table={table}
          id={editing.id}
          draft={editing.draft}
          onClose={() => {
            setEditing(null)
            refocus('.rule-item[aria-current="true"]', CHOICES)
          }}
          onKept={(id) => {
            show(id)
            refocus(`[data-rule="${CSS.escape(id)}"]`, CHOICES)
          }}
        />
      ) : isSuggesting ? (
        <SuggestionsView
          table={table}
          onAdjust={(draft) => setEditing({ id: null, draft })}
          onBack={() => {
            show('')
            refocus('.rule-item', CHOICES)
          }}
        />
      ) : chosen ? (
        <RuleDetails
          key={chosen.rule.id}
          result={chosen}
          history={history}
          isHistoryAsked={isHistoryAsked}
          onHistory={setHistoryAsked}
          onRemoved={() => refocus('.rule-item', CHOICES)}
          onEdit={() => setEditing({ id: chosen.rule.id, draft: chosen.rule })}
        />
      ) : run.isFetching ? (
        <Loading lines={8} height={24} />
      ) : (
        <EmptyState
          icon={ListChecks}
          sentence={t('empty', { table: name })}
          action={isReadOnly ? undefined : { label: t('suggest'), icon: Sparkles, onPress: () => show('suggest') }}
        >
          <Button variant="quiet" icon={Plus} isDisabled={isReadOnly} onPress={create}>
            {t('create')}
          </Button>
        </EmptyState>
      )}
    </SplitView>
  )
}

/** Rules of tables that are no longer there: they wait for them, or are removed. */
function HomelessRules() {
  const t = useText(text)
  const isReadOnly = useProject()?.readOnly ?? true
  const { tables, isPending } = useSelectedTable()
  const { data: rules = [] } = useRules()
  const homeless = isPending ? [] : rules.filter((rule) => !tables.some(({ ref }) => ref.name === rule.table.name))
  const remove = useMutation({
    mutationFn: () => api.rules.remove({ ids: homeless.map(({ id }) => id) }),
    onSettled: () => refreshProject()
  })
  if (!homeless.length) return null
  const names = [...new Set(homeless.map((rule) => t('quoted', { name: rule.table.name })))].join(', ')
  return (
    <p className="muted isolate">
      {t('homeless', { count: homeless.length, names: visibleText(names, 200) })}{' '}
      <Button size="small" variant="quiet" isDisabled={isReadOnly || remove.isPending} onPress={() => remove.mutate()}>
        {t('removeThem')}
      </Button>
    </p>
  )
}

/** The table whose rules are shown, each with how many it has. */
export function TableChoice({ table }: { table: TableInfo }) {
  const t = useText(text)
  const { tables, select } = useSelectedTable()
  const { data: rules = [] } = useRules()
  if (tables.length < 2) return null
  return (
    <Select
      label={t('table')}
      value={table.ref.name}
      onChange={(name) => {
        const other = tables.find(({ ref }) => ref.name === name)
        if (other) select(other.ref)
      }}
      options={tables.map(({ ref }) => {
        const count = rules.filter((rule) => rule.table.name === ref.name).length
        const name = visibleText(ref.name, 40)
        return { value: ref.name, label: count ? t('tableCount', { name, count }) : name }
      })}
    />
  )
}
