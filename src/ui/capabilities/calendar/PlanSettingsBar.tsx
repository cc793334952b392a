import { useMutation } from '@tanstack/react-query'
import type { Plan, PlanSettings } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { api } from '../../client'
import { Badge, Checkbox, DayField, ErrorState, useLocalize, useText } from '../../parts'
import { text } from './text'

/** When the project starts, and which days are worked. */
export function PlanSettingsBar({ plan }: { plan: Plan }) {
  const t = useText(text)
  const localize = useLocalize()
  const isDisabled = useProject()?.readOnly ?? true
  const configure = useMutation({
    mutationFn: (patch: Partial<PlanSettings>) => api.plan.configure(patch),
    onSettled: () => refreshProject()
  })
  const { start, holidays, oneAtATime } = plan.settings
  return (
    <section className="calendar-settings" aria-label={t('settings')}>
      <DayField
        label={t('startDate')}
        isDisabled={isDisabled}
        value={start}
        onCommit={(day) => configure.mutate({ start: day })}
      />
      <Checkbox
        isDisabled={isDisabled}
        isSelected={holidays === 'france'}
        onChange={(wanted) => configure.mutate({ holidays: wanted ? 'france' : 'none' })}
      >
        {t('holidays')}
      </Checkbox>
      <Checkbox
        isDisabled={isDisabled}
        isSelected={oneAtATime}
        onChange={(wanted) => configure.mutate({ oneAtATime: wanted })}
      >
        {t('oneAtATime')}
      </Checkbox>
      {plan.notes.map((note) => (
        <Badge key={note.fr} tone="info">
          {localize(note)}
        </Badge>
      ))}
      {configure.isError && <ErrorState inline error={configure.error} />}
    </section>
  )
}
