import { useMutation } from '@tanstack/react-query'
import { Tag } from 'lucide-react'
import type { ColumnReading, StepSpec } from '../../../../contract'
import { refreshProject, useProject } from '../../../app/project'
import { api } from '../../../client'
import { announce, Badge, Button, ErrorState, useText, visibleText } from '../../../parts'
import { labelWords } from '../label-words'
import { text } from '../text'

type ValueLabelsProps = { table: string; column: ColumnReading; steps: readonly StepSpec[] }

/** What the codes of a column stand for; a press writes that in their place by a step of the recipe. */
export function ValueLabels({ table, column: { name, labels = [] }, steps }: ValueLabelsProps) {
  const t = useText(text)
  const readOnly = useProject()?.readOnly ?? true
  const add = useMutation({
    mutationFn: () => api.recipe.add({ table, spec: { kind: 'label', column: name, labels } }),
    onSuccess: async () => {
      announce(t('labelsWritten', { column: visibleText(name, 60) }))
      await refreshProject()
    }
  })
  if (!labels.length) return null
  const isDone = steps.some((step) => step.kind === 'label' && step.column === name)
  return (
    <div className="missing-proposals">
      <span className="value-labels">
        {isDone ? (
          <Badge tone="good">{t('labelled')}</Badge>
        ) : (
          <Button
            size="small"
            icon={Tag}
            isDisabled={readOnly || add.isPending}
            aria-label={t('writeLabelsNamed', { column: visibleText(name, 60) })}
            onPress={() => add.mutate()}
          >
            {t('writeLabels')}
          </Button>
        )}
        <span className="muted isolate">{visibleText(labelWords(labels), 160)}</span>
      </span>
      {add.isError && <ErrorState inline error={add.error} />}
    </div>
  )
}
