import type { Plan, PlannedWorkstream } from '../../../contract'
import { visibleText } from '../../parts'
import type { Translate } from '../../parts/i18n'
import { writeDay } from './days'
import type { text } from './text'

type T = Translate<keyof typeof text.keys | 'days' | 'slack'>

/** What stands behind a bar: its slack, that it is critical, or that its duration is not known. */
export function markOf(task: PlannedWorkstream, t: T): string {
  if (task.durationUnknown) return t('unknown')
  return task.critical ? t('critical') : t('slack', { count: task.slack })
}

/** A bar in one sentence. */
export function barInWords(task: PlannedWorkstream, plan: Plan, t: T): string {
  const titles = task.after
    .flatMap((id) => plan.tasks.find((other) => other.id === id) ?? [])
    .map(({ title }) => visibleText(title, 80))
    .join(', ')
  const slack = task.critical ? `${t('critical')}, ${t('noSlack')}` : t('slack', { count: task.slack })
  const sentence = t('barSpoken', {
    title: visibleText(task.title, 120),
    start: writeDay(task.start),
    finish: writeDay(task.finish),
    duration: task.durationUnknown ? t('unknown') : t('days', { count: task.duration }),
    slack
  })
  return titles ? `${sentence} ${t('waits', { titles })}` : sentence
}
