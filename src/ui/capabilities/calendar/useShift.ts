import { useMutation } from '@tanstack/react-query'
import type { PlannedWorkstream, WorkstreamPatch } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import { announce, useText, visibleText } from '../../parts'
import { writeDay } from './days'
import type { Shift } from './shift'
import { text } from './text'

/** Moves a bar and tells where it came to, and where the plan now ends. */
export function useShift(): { shift: (task: PlannedWorkstream, shift: Shift) => void; error: Error | null } {
  const t = useText(text)
  const move = useMutation({
    // One after the other: held keys make changes that each start from the last.
    scope: { id: 'plan-shift' },
    mutationFn: async ({ id, patch }: { id: string; patch: WorkstreamPatch }) => {
      await api.workstreams.update({ id, patch })
      await refreshProject()
      return api.plan.get({})
    },
    onSuccess: (plan, { id }) => {
      const moved = plan.tasks.find((task) => task.id === id)
      if (!moved) return
      const dates = {
        title: visibleText(moved.title, 80),
        start: writeDay(moved.start),
        finish: writeDay(moved.finish)
      }
      announce(`${t('movedSaid', dates)} ${t('planEnds', { date: writeDay(plan.finish) })}`)
    }
  })
  const shift = (task: PlannedWorkstream, wanted: Shift): void => {
    if ('refused' in wanted) announce(t(wanted.refused, { title: visibleText(task.title, 80) }))
    else if (!move.isPending) move.mutate({ id: task.id, patch: wanted.patch })
  }
  return { shift, error: move.error }
}
