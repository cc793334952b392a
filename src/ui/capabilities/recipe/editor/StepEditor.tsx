import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Step, StepSpec } from '../../../../contract'
import { refreshProject } from '../../../app/project'
import { api } from '../../../client'
import { Badge, Button, ErrorState, Loading, useText, visibleText } from '../../../parts'
import { text } from '../text'
import type { FormKind } from './form'
import { FormField } from './FormField'
import { formOf } from './forms'
import { changeHalfMade, type Editing, useHalfMade } from './half-made'
import { PreviewView } from './PreviewView'
import { formText, type FormKey } from './text'

/** Waits for a pause in typing before rows are asked for. */
const PAUSE = 250

type StepEditorProps = {
  table: string
  editing: Editing
  /** With the step that was kept, where one was. */
  onClose: (kept?: Step) => void
}

/**
 * The form of a step with what it would change, before it is kept. Escape leaves it, and nothing is kept then; Enter in a field
 * of one line or a formula keeps it, Ctrl+Enter in any field: once its preview is there, where nothing speaks against it.
 */
export function StepEditor({ table, editing, onClose }: StepEditorProps) {
  const t = useText(text)
  const f = useText(formText)
  const { kind, before, step } = editing
  const place = { before, instead: step?.id ?? null }
  const form = formOf(kind)
  const [first] = useState(() => form.draft(step ? (step.spec as never) : null))
  const draft = useHalfMade(table)?.draft ?? first
  const spec = form.spec(draft)
  const made = spec && JSON.stringify(spec)
  const asked = useDeferredValue(usePaused(made))
  const keep = useMutation({
    mutationFn: (made: StepSpec) =>
      step ? api.recipe.change({ id: step.id, spec: made }) : api.recipe.add({ table, spec: made, before }),
    onSuccess: async (kept) => {
      await refreshProject()
      onClose(kept)
    }
  })
  // A kept step may take the columns away that its form asks about: while it comes in, nothing is asked.
  const isAsking = !keep.isPending
  const columns = useQuery({
    enabled: isAsking,
    queryKey: ['recipe', 'columns', table, place],
    queryFn: ({ signal }) => api.recipe.columns({ table, ...place }, { signal })
  })
  const preview = useQuery({
    queryKey: ['recipe', 'preview', table, place, asked],
    enabled: isAsking && asked !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.recipe.preview({ table, spec: JSON.parse(asked ?? 'null') as StepSpec, ...place }, { signal })
  })
  const canKeep = spec !== null && !keep.isPending && !isRefused(kind, preview.data?.problem)
  const isSettled = asked === made && !preview.isFetching && (preview.isSuccess || preview.isError)
  const [wanted, setWanted] = useState<string | null>(null)
  useEffect(() => {
    if (wanted === null || (wanted === made && !isSettled)) return
    setWanted(null)
    if (wanted === made && spec && canKeep) keep.mutate(spec)
  }, [wanted, made, isSettled, spec, canKeep, keep])
  const fault = form.fault?.(draft) ?? null
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const shown = form.fields.filter((field) => field.shown?.(draft) ?? true)
  const title = f(`kind_${kind}` as FormKey).replace(/…$/, '')
  return (
    <section
      ref={section}
      className="recipe-editor"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return
        if (event.key === 'Enter' && keepsByEnter(event)) {
          event.preventDefault()
          setWanted(made)
        }
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <h2>{title}</h2>
      {kind === 'pseudonymise' && <p className="muted">{f('keyNote')}</p>}
      {columns.isError && <ErrorState inline error={columns.error} />}
      <div className="recipe-form">
        {columns.data ? (
          shown.map((field, at) => (
            <FormField
              key={field.name}
              field={field}
              draft={draft}
              table={table}
              place={place}
              isAsking={isAsking}
              columns={columns.data.columns}
              autoFocus={at === 0}
              onChange={(changed) => changeHalfMade(table, first, changed)}
            />
          ))
        ) : (
          <Loading lines={2} height={48} />
        )}
      </div>
      <div className="recipe-preview" role="region" aria-label={t('preview')} aria-busy={preview.isFetching}>
        {fault && (
          <p className="recipe-problem" role="alert">
            <Badge tone="warning">{t('doesNotFit')}</Badge>{' '}
            <span className="isolate">{f(`fault_${fault.why}`, { what: visibleText(fault.what, 80) })}</span>
          </p>
        )}
        {!fault && asked === null && <p className="muted">{t('previewWaits')}</p>}
        {asked !== null && preview.isPending && <Loading lines={3} height={24} />}
        {asked !== null && preview.isError && <ErrorState inline error={preview.error} />}
        {asked !== null && preview.data && <PreviewView preview={preview.data} />}
      </div>
      {keep.isError && <ErrorState inline error={keep.error} />}
      <div className="recipe-editor-actions">
        <Button
          variant="primary"
          isDisabled={!canKeep}
          aria-keyshortcuts="Control+Enter"
          onPress={() => spec && keep.mutate(spec)}
        >
          {step ? t('save') : t('confirm')}
        </Button>
        <Button onPress={() => onClose()}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

/** With Ctrl anywhere in the form; alone in a field of one line, in a formula, and on a box of the form itself, not on one of a list. */
function keepsByEnter({ ctrlKey, metaKey, shiftKey, target, nativeEvent }: KeyboardEvent): boolean {
  if (nativeEvent.isComposing) return false
  if (ctrlKey || metaKey) return true
  if (target instanceof HTMLTextAreaElement) return !shiftKey && target.closest('.recipe-formula') !== null
  if (!(target instanceof HTMLInputElement)) return false
  return target.type !== 'checkbox' || target.closest('.recipe-form > .checkbox') !== null
}

/** A first pseudonym waits for the key that only adding the step makes. */
function isRefused(kind: FormKind, problem: unknown): boolean {
  return Boolean(problem) && kind !== 'pseudonymise'
}

/** A value once it has stayed the same for a moment. */
function usePaused<T>(value: T): T {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
