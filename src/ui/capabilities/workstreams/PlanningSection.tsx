import { CalendarDays } from 'lucide-react'
import type { Workstream } from '../../../contract'
import { useProject } from '../../app/project'
import { go } from '../../app/route'
import { Button, DayField, ErrorState, NumberField, useText } from '../../parts'
import { PredecessorChecks } from './PredecessorChecks'
import { useEditWorkstream } from './queries'
import { text } from './text'

/** How long it takes, what it waits for, and from when on. */
export function PlanningSection({ workstream, all }: { workstream: Workstream; all: readonly Workstream[] }) {
  const t = useText(text)
  const edit = useEditWorkstream(workstream.id)
  const isDisabled = useProject()?.readOnly ?? true
  return (
    <section className="workstream-section" aria-label={t('planning')}>
      <h2>{t('planning')}</h2>
      <div className="workstream-fields">
        <NumberField
          label={t('duration')}
          description={t('durationUnit')}
          isDisabled={isDisabled}
          value={workstream.durationDays ?? NaN}
          minValue={0}
          maxValue={10_000}
          step={1}
          onChange={(days) => edit.mutate({ durationDays: Number.isNaN(days) ? null : days })}
        />
        <DayField
          label={t('fixedStart')}
          description={t('fixedHelp')}
          isDisabled={isDisabled}
          value={workstream.fixedStart}
          onCommit={(fixedStart) => edit.mutate({ fixedStart })}
        />
      </div>
      <PredecessorChecks
        workstream={workstream}
        all={all}
        isDisabled={isDisabled}
        chosen={workstream.after}
        onChange={(after) => edit.mutate({ after })}
      />
      {edit.isError && <ErrorState inline error={edit.error} />}
      <div>
        <Button icon={CalendarDays} onPress={() => go('calendar', { workstream: workstream.id })}>
          {t('seeCalendar')}
        </Button>
      </div>
    </section>
  )
}
