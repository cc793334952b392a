import { GitBranch, HardHat } from 'lucide-react'
import { useState } from 'react'
import type { Plan, PlannedWorkstream, Workstream } from '../../../contract'
import { useProject } from '../../app/project'
import { Badge, Button, DayField, ErrorState, NumberField, useLocalize, useText, visibleText } from '../../parts'
import { FindingList } from '../findings'
import { useEditWorkstream } from '../workstreams'
import { DependencyDialog } from './DependencyDialog'
import { text } from './text'
import { barInWords } from './words'

type SelectedBarProps = {
  task: PlannedWorkstream
  plan: Plan
  workstream: Workstream | undefined
  onOpen: (id: string) => void
}

/** The chosen workstream: its dates in words, its fields, its dependencies, its evidence. */
export function SelectedBar({ task, plan, workstream, onOpen }: SelectedBarProps) {
  const t = useText(text)
  const localize = useLocalize()
  const [editing, setEditing] = useState(false)
  const edit = useEditWorkstream(task.id)
  const isDisabled = useProject()?.readOnly ?? true
  return (
    <section className="calendar-selected" aria-label={t('selected')}>
      <h2 className="isolate">{visibleText(task.title, 200)}</h2>
      <p>{barInWords(task, plan, t)}</p>
      {task.notes.map((note) => (
        <p key={note.fr}>
          <Badge tone="warning">{localize(note)}</Badge>
        </p>
      ))}
      {edit.isError && <ErrorState inline error={edit.error} />}
      <div className="calendar-fields">
        <NumberField
          label={t('durationField')}
          isDisabled={isDisabled}
          value={task.durationUnknown ? NaN : task.duration}
          minValue={0}
          maxValue={10_000}
          step={1}
          onChange={(days) => {
            const durationDays = Number.isNaN(days) ? null : days
            if (durationDays !== (task.durationUnknown ? null : task.duration)) edit.mutate({ durationDays })
          }}
        />
        <DayField
          label={t('fixedStart')}
          isDisabled={isDisabled}
          value={task.fixedStart}
          onCommit={(fixedStart) => edit.mutate({ fixedStart })}
        />
        <Button icon={GitBranch} isDisabled={isDisabled} onPress={() => setEditing(true)}>
          {t('dependencies')}
        </Button>
        <Button icon={HardHat} onPress={() => onOpen(task.id)}>
          {t('open')}
        </Button>
      </div>
      <h3>{t('evidence')}</h3>
      <FindingList
        only={({ id }) => workstream?.findingIds.includes(id) ?? false}
        empty={<p className="muted">{t('noEvidence')}</p>}
      />
      {editing && <DependencyDialog task={task} all={plan.tasks} onClose={() => setEditing(false)} />}
    </section>
  )
}
