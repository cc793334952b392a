import { useQuery } from '@tanstack/react-query'
import { Files, ListChecks } from 'lucide-react'
import { useRef, useState } from 'react'
import type { RecipeOf } from '../../../contract'
import { BundledCaseLink } from '../../app/bundled-case'
import { useSelectedTable } from '../../app/project'
import { go, useRoute } from '../../app/route'
import { api } from '../../client'
import {
  EmptyState,
  ErrorState,
  formatInteger,
  Loading,
  ScreenHeader,
  SplitView,
  useText,
  visibleText
} from '../../parts'
import { AddStep } from './AddStep'
import { Branches } from './Branches'
import { edit, endEdit, type HalfMade, useHalfMade } from './editor/half-made'
import { StepEditor } from './editor/StepEditor'
import { ExportScript, ScriptNotes, useScript } from './ExportScript'
import { Outcome } from './Outcome'
import { Settled } from './Settled'
import { StepList } from './StepList'
import { text } from './text'

/** The recipe of each table: its steps, what each does to the rows, and the query they make. */
export function RecipeScreen() {
  const t = useText(text)
  const { table, tables, isPending, select } = useSelectedTable()
  const name = table?.ref.name ?? ''
  const { params } = useRoute()
  const shown = useQuery({
    queryKey: ['recipe', name],
    enabled: Boolean(table),
    queryFn: ({ signal }) => api.recipe.show({ table: name }, { signal })
  })
  const present = presentIn(shown.data, useHalfMade(name))
  const state = `${table?.fingerprint ?? ''} ${shown.data?.sql ?? ''}`
  const script = useScript(name, state)
  const [focused, setFocused] = useState<{ step: string } | null>(null)
  const adding = useRef<HTMLSpanElement>(null)
  const giveFocus = (step: string | null) => {
    setFocused(step === null ? null : { step })
    if (step === null) adding.current?.querySelector('button')?.focus()
  }
  const editor = present && (
    <StepEditor
      key={present.id}
      table={name}
      editing={present}
      onClose={(kept) => {
        if (endEdit(name, present.id)) giveFocus(kept?.id ?? present.step?.id ?? present.before)
      }}
    />
  )
  if (isPending) return <Loading lines={12} height={24} />
  if (!table)
    return (
      <EmptyState
        icon={ListChecks}
        isScreen
        sentence={t('noTable')}
        action={{ label: t('toSources'), icon: Files, onPress: () => go('sources') }}
      >
        <BundledCaseLink />
      </EmptyState>
    )
  return (
    <SplitView
      id="recipe"
      listLabel={t('tables')}
      list={
        <ul>
          {tables.map(({ ref, rows }) => (
            <li key={ref.name}>
              <button type="button" className="list-item" aria-current={ref.name === name} onClick={() => select(ref)}>
                <span className="list-item-name isolate">{visibleText(ref.name, 80)}</span>
                <span className="list-item-note">{formatInteger(rows)}</span>
              </button>
            </li>
          ))}
        </ul>
      }
    >
      <ScreenHeader title={t('title')} subtitle={t('subtitle')}>
        <span ref={adding}>
          <AddStep onChoose={(kind) => edit(name, { kind, before: null, step: null })} />
        </span>
        <ExportScript script={script} />
      </ScreenHeader>
      <div className="screen-body">
        <ScriptNotes script={script} />
        {shown.isPending && <Loading lines={6} height={48} />}
        {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
        {shown.data && (
          <>
            <p className="muted num recipe-counts">
              {t('rows', { before: formatInteger(shown.data.rowsBefore), after: formatInteger(shown.data.rowsAfter) })}{' '}
              · {t('steps', { count: shown.data.steps.length })}
            </p>
            <Replayed recipe={shown.data} />
            {shown.data.steps.length === 0 ? (
              <p>{t('noStep')}</p>
            ) : (
              <StepList
                recipe={shown.data}
                asked={params.step}
                focused={focused}
                onFocus={giveFocus}
                editing={present}
                editor={editor}
                onEditing={(next) => edit(name, next)}
              />
            )}
            {present && present.before === null && present.step === null && editor}
            <h2>{t('outcome')}</h2>
            <Outcome table={name} />
            <Settled key={`settled ${name}`} table={name} state={table.fingerprint} />
            <h2>{t('branches')}</h2>
            <Branches key={`branches ${name}`} table={name} />
            <h2>{t('script')}</h2>
            <pre className="recipe-script" tabIndex={0}>
              {shown.data.sql}
            </pre>
          </>
        )}
      </div>
    </SplitView>
  )
}

/** A step being made, at the end where the one that it was to stand before is gone; null while the one it changes is. */
function presentIn(recipe: RecipeOf | undefined, editing: HalfMade | null): HalfMade | null {
  if (!recipe || !editing) return editing
  const has = (id: string): boolean => recipe.steps.some(({ step }) => step.id === id)
  if (editing.step && !has(editing.step.id)) return null
  return editing.before !== null && !has(editing.before) ? { ...editing, before: null } : editing
}

/** How the steps met the rows as they are now: told where one was passed over, or finds no more what it names, such as after a new delivery. */
function Replayed({ recipe: { steps } }: { recipe: RecipeOf }) {
  const t = useText(text)
  const enabled = steps.filter(({ step }) => step.enabled)
  const skipped = enabled.filter(({ problem }) => problem).length
  const unmet = enabled.filter(({ unmet: away }) => away?.whole).length
  const told = [
    t('applied', { count: enabled.length - skipped, of: enabled.length }),
    skipped > 0 && t('skipped', { count: skipped }),
    unmet > 0 && t('unmetSteps', { count: unmet })
  ]
  if (!skipped && !unmet) return null
  return (
    <p className="recipe-problem" role="status">
      {told.filter(Boolean).join(' · ')}
    </p>
  )
}
