import { useMutation } from '@tanstack/react-query'
import { CircleSlash } from 'lucide-react'
import type { ColumnReading, StepSpec } from '../../../../contract'
import { refreshProject, useProject } from '../../../app/project'
import { api } from '../../../client'
import { announce, Badge, Button, ErrorState, formatInteger, useText, visibleText } from '../../../parts'
import { text } from '../text'

type MissingProposalsProps = { table: string; column: ColumnReading; steps: readonly StepSpec[] }

/** Texts of a column that seem to say "no answer"; a press makes one missing by a step of the recipe. */
export function MissingProposals({ table, column, steps }: MissingProposalsProps) {
  const t = useText(text)
  const readOnly = useProject()?.readOnly ?? true
  const add = useMutation({
    mutationFn: (value: string) =>
      api.recipe.add({ table, spec: { kind: 'missing', column: column.name, values: [value] } }),
    onSuccess: async (_step, value) => {
      announce(t('madeMissing', { text: visibleText(value, 40) }))
      await refreshProject()
    }
  })
  const done = new Set(
    steps.flatMap((step) => (step.kind === 'missing' && step.column === column.name ? step.values.map(String) : []))
  )
  return (
    <div className="missing-proposals">
      {column.missing.map((proposal) => (
        <span key={proposal.text} className="missing-proposal">
          <code>{visibleText(proposal.text, 40)}</code>
          <span className="muted">{t('rows', { count: proposal.rows, n: formatInteger(proposal.rows) })}</span>
          {done.has(proposal.text) ? (
            <Badge tone="good">{t('isMissing')}</Badge>
          ) : (
            <Button
              size="small"
              icon={CircleSlash}
              isDisabled={readOnly || add.isPending}
              aria-label={t('makeMissingNamed', {
                text: visibleText(proposal.text, 40),
                column: visibleText(column.name, 60)
              })}
              onPress={() => add.mutate(proposal.text)}
            >
              {t('makeMissing')}
            </Button>
          )}
        </span>
      ))}
      {add.isError && <ErrorState inline error={add.error} />}
    </div>
  )
}
