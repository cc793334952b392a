import type { Plan, PlannedWorkstream } from '../../../contract'
import { type DataColumn, DataTable, formatInteger, useText, visibleText } from '../../parts'
import { writeDay } from './days'
import { text } from './text'

/** The plan as a table: the same dates and slacks as the bars. */
export function PlanTable({ plan, onOpen }: { plan: Plan; onOpen: (id: string) => void }) {
  const t = useText(text)
  const titles = new Map(plan.tasks.map(({ id, title }) => [id, visibleText(title, 80)]))
  const day = (id: 'start' | 'finish' | 'lateStart' | 'lateFinish'): DataColumn<PlannedWorkstream> => ({
    id,
    header: t(id),
    cell: (task) => writeDay(task[id]),
    sortBy: (task) => task[id]
  })
  const columns: DataColumn<PlannedWorkstream>[] = [
    {
      id: 'title',
      header: t('workstream'),
      cell: ({ id, title }) => (
        <button type="button" className="link-button" onClick={() => onOpen(id)}>
          {visibleText(title, 120)}
        </button>
      ),
      sortBy: ({ title }) => title
    },
    {
      id: 'owner',
      header: t('owner'),
      cell: ({ owner }) => visibleText(owner, 80) || '–',
      sortBy: ({ owner }) => owner
    },
    {
      id: 'duration',
      header: t('duration'),
      numeric: true,
      cell: ({ duration, durationUnknown }) => (durationUnknown ? t('unknown') : formatInteger(duration)),
      sortBy: ({ duration, durationUnknown }) => (durationUnknown ? null : duration)
    },
    day('start'),
    day('finish'),
    day('lateStart'),
    day('lateFinish'),
    {
      id: 'slack',
      header: t('slackHeader'),
      numeric: true,
      cell: ({ slack }) => formatInteger(slack),
      sortBy: ({ slack }) => slack
    },
    {
      id: 'critical',
      header: t('criticalHeader'),
      cell: ({ critical }) => t(critical ? 'yes' : 'no'),
      sortBy: ({ critical }) => Number(critical)
    },
    { id: 'after', header: t('after'), cell: ({ after }) => after.map((id) => titles.get(id) ?? id).join(', ') || '–' }
  ]
  return <DataTable caption={t('gantt')} columns={columns} rows={plan.tasks} rowKey={({ id }) => id} />
}
