import { useMutation } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Microscope, Trash2 } from 'lucide-react'
import type { RecipeOf, StepEffect } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { Badge, Checkbox, ErrorState, formatInteger, IconButton, openEvidence, useLocalize, useText } from '../../parts'
import { stepEvidence } from './step-evidence'
import { text } from './text'

/** The steps in their order, each with a switch, its effect in figures, and its evidence. */
export function StepList({ recipe }: { recipe: RecipeOf }) {
  const t = useText(text)
  const edit = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onSettled: () => refreshProject() })
  return (
    <>
      {edit.isError && <ErrorState inline error={edit.error} />}
      <ol className="recipe-steps" aria-label={t('list')}>
        {recipe.steps.map((effect, place) => (
          <StepLine key={effect.step.id} effect={effect} place={place} recipe={recipe} onEdit={edit.mutate} />
        ))}
      </ol>
    </>
  )
}

type StepLineProps = {
  effect: StepEffect
  place: number
  recipe: RecipeOf
  onEdit: (act: () => Promise<unknown>) => void
}

function StepLine({ effect, place, recipe, onEdit }: StepLineProps) {
  const t = useText(text)
  const localize = useLocalize()
  const isDisabled = useProject()?.readOnly ?? true
  const { step, title } = effect
  const move = (to: number) => api.recipe.move({ id: step.id, before: recipe.steps[to]?.step.id ?? null })
  return (
    <li className="recipe-step">
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
      </span>
      {step.origin === 'import' && <Badge tone="neutral">{t('fromImport')}</Badge>}
      <IconButton
        label={t('evidence')}
        icon={Microscope}
        isDisabled={effect.problem !== null}
        onPress={() => openEvidence(stepEvidence(effect, recipe))}
      />
      <IconButton
        label={t('up')}
        icon={ArrowUp}
        isDisabled={isDisabled || place === 0}
        onPress={() => onEdit(() => move(place - 1))}
      />
      <IconButton
        label={t('down')}
        icon={ArrowDown}
        isDisabled={isDisabled || place === recipe.steps.length - 1}
        onPress={() => onEdit(() => move(place + 2))}
      />
      <IconButton
        label={t('remove')}
        icon={Trash2}
        isDisabled={isDisabled}
        onPress={() => onEdit(() => api.recipe.remove({ id: step.id }))}
      />
    </li>
  )
}

function EffectInWords({ effect: { step, changedCells, lostCells, joined, problem } }: { effect: StepEffect }) {
  const t = useText(text)
  const localize = useLocalize()
  if (!step.enabled) return <span className="muted">{t('off')}</span>
  if (problem)
    return (
      <span className="recipe-problem">
        <Badge tone="warning">{t('broken')}</Badge> <span className="isolate">{localize(problem)}</span>
      </span>
    )
  if (joined)
    return (
      <span className="muted num">
        {t('linked', {
          matched: formatInteger(joined.matched),
          unmatched: formatInteger(joined.unmatched),
          rows: formatInteger(joined.rows)
        })}
      </span>
    )
  if (changedCells === null) return <span className="muted">{t('wholeRows')}</span>
  return (
    <span className="muted num">
      {t('changed', { n: formatInteger(changedCells) })}
      {step.spec.kind === 'cast' && lostCells ? (
        <>
          {' · '}
          <Badge tone="warning">{t('lost', { count: lostCells, n: formatInteger(lostCells) })}</Badge>
        </>
      ) : null}
    </span>
  )
}
