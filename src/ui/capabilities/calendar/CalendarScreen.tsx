import { useQuery } from '@tanstack/react-query'
import { HardHat } from 'lucide-react'
import type { Plan } from '../../../contract'
import { refreshProject, useProject } from '../../app/project'
import { go, setParams, useRoute } from '../../app/route'
import { api } from '../../client'
import { EmptyState, ErrorState, formatInteger, Loading, ScreenHeader, Select, Tabs, useText } from '../../parts'
import { useWorkstreams } from '../workstreams'
import type { Zoom } from './axis'
import { writeDay } from './days'
import { Gantt } from './Gantt'
import { PlanSettingsBar } from './PlanSettingsBar'
import { PlanTable } from './PlanTable'
import { SelectedBar } from './SelectedBar'
import { text } from './text'
import { useShift } from './useShift'

const ZOOMS: readonly Zoom[] = ['day', 'week', 'month']

/** The workstreams in time: bars with dependencies and slack, or the same as a table. */
export function CalendarScreen() {
  const t = useText(text)
  const plan = useQuery({ queryKey: ['plan'], queryFn: ({ signal }) => api.plan.get({}, { signal }) })
  if (plan.isError) return <ErrorState error={plan.error} onRetry={() => void refreshProject()} />
  if (!plan.data) return <Loading lines={10} height={28} />
  if (!plan.data.tasks.length)
    return (
      <EmptyState
        icon={HardHat}
        isScreen
        sentence={t('empty')}
        action={{ label: t('toWorkstreams'), onPress: () => go('workstreams') }}
      />
    )
  return <CalendarView plan={plan.data} />
}

function CalendarView({ plan }: { plan: Plan }) {
  const t = useText(text)
  const { params } = useRoute()
  const workstreams = useWorkstreams()
  const isDisabled = useProject()?.readOnly ?? true
  const { shift, error } = useShift()
  const zoom = ZOOMS.find((one) => one === params.zoom) ?? 'week'
  const view = params.view === 'table' ? 'table' : 'diagram'
  const task = plan.tasks.find(({ id }) => id === params.workstream)
  const open = (id: string): void => go('workstreams', { workstream: id })
  const facts = {
    start: writeDay(plan.start),
    finish: writeDay(plan.finish),
    days: formatInteger(plan.makespan),
    free: formatInteger(plan.criticalPathLength)
  }
  return (
    <div className="calendar">
      <ScreenHeader
        title={t('title')}
        subtitle={t(plan.makespan > plan.criticalPathLength ? 'resourceSubtitle' : 'subtitle', facts)}
      >
        <Select
          label={t('zoom')}
          hideLabel
          options={ZOOMS.map((value) => ({ value, label: t(value) }))}
          value={zoom}
          onChange={(value) => setParams({ zoom: value }, { replace: true })}
        />
      </ScreenHeader>
      <PlanSettingsBar plan={plan} />
      {error !== null && <ErrorState inline error={error} />}
      <Tabs
        label={t('views')}
        selected={view}
        onSelect={(id) => setParams({ view: id }, { replace: true })}
        tabs={[
          {
            id: 'diagram',
            label: t('diagram'),
            content: (
              <>
                <Gantt
                  plan={plan}
                  zoom={zoom}
                  selected={task?.id ?? null}
                  isDisabled={isDisabled}
                  onSelect={(id) => id !== task?.id && setParams({ workstream: id }, { replace: true })}
                  onOpen={open}
                  onShift={shift}
                />
                <Legend />
              </>
            )
          },
          { id: 'table', label: t('table'), content: <PlanTable plan={plan} onOpen={open} /> }
        ]}
      />
      {task && (
        <SelectedBar
          key={task.id}
          task={task}
          plan={plan}
          workstream={workstreams.data?.find(({ id }) => id === task.id)}
          onOpen={open}
        />
      )}
    </div>
  )
}

function Legend() {
  const t = useText(text)
  return (
    <ul className="gantt-legend" aria-label={t('legend')}>
      <li>
        <span className="gantt-bar gantt-sample" /> {t('legendNormal')}
      </li>
      <li>
        <span className="gantt-bar gantt-critical gantt-sample" /> {t('legendCritical')}
      </li>
      <li>
        <span className="gantt-sample gantt-sample-slack" /> {t('legendSlack')}
      </li>
      <li>
        <span className="gantt-sample gantt-sample-today" /> {t('today')}
      </li>
      <li>
        <span className="gantt-sample gantt-sample-off" /> {t('legendOff')}
      </li>
    </ul>
  )
}
