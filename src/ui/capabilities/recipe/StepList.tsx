import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Microscope, Pencil, Trash2 } from 'lucide-react'
import { Fragment, useEffect, useRef, type ReactNode } from 'react'
import type { RecipeOf, StepEffect } from '../../../contract'
import { isLost } from '../../app/focus'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import {
  Badge,
  Checkbox,
  currentLanguage,
  ErrorState,
  formatInteger,
  IconButton,
  openEvidence,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { AddStep } from './AddStep'
import { cellsInWords } from './cells-in-words'
import { hasForm } from './editor/forms'
import type { Editing } from './editor/half-made'
import { linkedWords, namesInWords } from './linked-words'
import { stepEvidence } from './step-evidence'
import { text } from './text'

type StepListProps = {
  recipe: RecipeOf
  /** The step that a link asks for. */
  asked: string | undefined
  /** The step that has the focus after one was kept, left or removed; another object asks again. */
  focused: { step: string } | null
  /** Gives the focus to a step, or to what adds one. */
  onFocus: (step: string | null) => void
  editing: Editing | null
  /** The form of the step being made or changed, shown at its place. */
  editor: ReactNode
  onEditing: (editing: Editing) => void
}

/** The steps in their order, each with a switch, its effect in figures, and its evidence. */
export function StepList({ recipe, asked, focused, onFocus, editing, editor, onEditing }: StepListProps) {
  const t = useText(text)
  const edit = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onSettled: () => refreshProject() })
  return (
    <>
      {edit.isError && <ErrorState inline error={edit.error} />}
      <ol className="recipe-steps" aria-label={t('list')}>
        {recipe.steps.map((effect, place) => (
          <Fragment key={effect.step.id}>
            {editing?.before === effect.step.id && <li>{editor}</li>}
            <StepLine
              effect={effect}
              place={place}
              recipe={recipe}
              isAsked={effect.step.id === asked}
              focused={focused?.step === effect.step.id ? focused : null}
              onFocus={onFocus}
              onEdit={edit.mutate}
              onEditing={onEditing}
            />
            {editing?.step?.id === effect.step.id && <li>{editor}</li>}
          </Fragment>
        ))}
      </ol>
    </>
  )
}

type StepLineProps = {
  effect: StepEffect
  place: number
  recipe: RecipeOf
  isAsked: boolean
  focused: { step: string } | null
  onFocus: (step: string | null) => void
  onEdit: (act: () => Promise<unknown>) => void
  onEditing: (editing: Editing) => void
}

function StepLine({ effect, place, recipe, isAsked, focused, onFocus, onEdit, onEditing }: StepLineProps) {
  const t = useText(text)
  const localize = useLocalize()
  const isDisabled = useProject()?.readOnly ?? true
  const { step, title } = effect
  const evidence = useMutation({
    mutationFn: () => api.recipe.rowsOf({ id: step.id }),
    // Of a screen that was left meanwhile, no evidence is opened.
    onSuccess: (rows) => void (line.current && openEvidence(stepEvidence(effect, rows, currentLanguage())))
  })
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!isAsked) return
    line.current?.scrollIntoView({ block: 'center' })
    line.current?.focus({ preventScroll: true })
  }, [isAsked])
  useEffect(() => {
    // What had the focus may go late, with the recipe's change: whoever has gone on meanwhile is not called back.
    if (focused && isLost()) line.current?.focus()
  }, [focused, recipe])
  const { kind } = step.spec
  const last = recipe.steps.length - 1
  const move = (by: 1 | -1) => {
    const before = recipe.steps[by < 0 ? place - 1 : place + 2]?.step.id ?? null
    onEdit(() => api.recipe.move({ id: step.id, before }))
    // Its button is switched off there, and would drop the focus.
    if (place + by === 0 || place + by === last) onFocus(step.id)
  }
  return (
    <li
      className="recipe-step"
      ref={line}
      tabIndex={isAsked || focused ? -1 : undefined}
      data-asked={isAsked || undefined}
    >
      <span className="recipe-step-place num">{place + 1}</span>
      <Checkbox
        aria-label={t('enable', { step: localize(title) })}
        isSelected={step.enabled}
        isDisabled={isDisabled}
        onChange={(enabled) => onEdit(() => api.recipe.enable({ id: step.id, enabled }))}
      >
        {null}
      </Checkbox>
      <span className="recipe-step-words">
        <span className="isolate">{localize(title)}</span>
        <EffectInWords effect={effect} />
        {evidence.isError && <ErrorState inline error={evidence.error} />}
      </span>
      <span className="recipe-step-tools">
        {step.origin === 'import' && <Badge tone="neutral">{t('fromImport')}</Badge>}
        <AddStep
          before={localize(title)}
          onChoose={(chosen) => onEditing({ kind: chosen, before: step.id, step: null })}
        />
        {hasForm(kind) && (
          <IconButton
            label={t('edit')}
            icon={Pencil}
            isDisabled={isDisabled}
            onPress={() => onEditing({ kind, before: null, step })}
          />
        )}
        <IconButton
          label={t('evidence')}
          icon={Microscope}
          isDisabled={effect.problem !== null || evidence.isPending}
          onPress={() => evidence.mutate()}
        />
        <IconButton label={t('up')} icon={ArrowUp} isDisabled={isDisabled || place === 0} onPress={() => move(-1)} />
        <IconButton
          label={t('down')}
          icon={ArrowDown}
          isDisabled={isDisabled || place === last}
          onPress={() => move(1)}
        />
        <IconButton
          label={t('remove')}
          icon={Trash2}
          isDisabled={isDisabled}
          onPress={() => {
            onEdit(() => api.recipe.remove({ id: step.id }))
            onFocus((recipe.steps[place + 1] ?? recipe.steps[place - 1])?.step.id ?? null)
          }}
        />
      </span>
    </li>
  )
}

function EffectInWords({ effect }: { effect: StepEffect }) {
  const t = useText(text)
  const localize = useLocalize()
  return (
    <>
      <EffectFigures effect={effect} />
      {effect.unmet && (
        <span className={effect.unmet.whole ? 'recipe-problem' : 'muted'}>
          {effect.unmet.whole && <Badge tone="warning">{t('unmet')}</Badge>}{' '}
          <span className="isolate">{localize(effect.unmet.words)}</span>
        </span>
      )}
      {effect.step.spec.kind !== 'cast' &&
        effect.retyped.map(({ name, before, after }) => (
          <span key={name} className="recipe-problem isolate">
            {t('retypedFrom', { name: visibleText(name, 60), before: localize(before), after: localize(after) })}
          </span>
        ))}
      {effect.notes.map((note) => (
        <span key={note.en} className="recipe-problem">
          {localize(note)}
        </span>
      ))}
    </>
  )
}

function EffectFigures({ effect }: { effect: StepEffect }) {
  const { step, changedCells, readCells, onlyRead, unreadCells, joined, problem, rows, added } = effect
  const t = useText(text)
  const localize = useLocalize()
  if (!step.enabled) return <span className="muted">{t('off')}</span>
  if (problem)
    return (
      <span className="recipe-problem">
        <Badge tone="warning">{t('broken')}</Badge> <span className="isolate">{localize(problem)}</span>
      </span>
    )
  if (joined) return <span className="muted num">{t(...linkedWords(joined))}</span>
  if (rows)
    return (
      <span className="muted num">
        {t('rowsOf', { before: formatInteger(rows.before), after: formatInteger(rows.after) })}
      </span>
    )
  if (changedCells === null)
    return (
      <span className="muted">
        {step.spec.kind === 'drop'
          ? t('droppedColumns', { count: step.spec.columns.length })
          : added.length
            ? t(...namesInWords('addedColumns', added))
            : t('wholeRows')}
      </span>
    )
  return (
    <span className="muted num">
      {cellsInWords({ changedCells, readCells, onlyRead })
        .map(([words, count]) => t(words, { count, n: formatInteger(count) }))
        .join(' · ')}
      {(step.spec.kind === 'cast' || step.spec.kind === 'rescale' || step.spec.kind === 'replace') && unreadCells ? (
        <>
          {' · '}
          <Badge tone="warning">{t('lost', { count: unreadCells, n: formatInteger(unreadCells) })}</Badge>
        </>
      ) : null}
    </span>
  )
}
