import { useRef, useState } from 'react'
import type { Plan, PlannedWorkstream } from '../../../contract'
import { refreshProject } from '../../app/project'
import { api } from '../../client'
import { announce, useText, visibleText } from '../../parts'
import { writeDay } from './days'
import type { Shift } from './shift'
import { text } from './text'

/** Works out a move from the plan as it is when its turn comes. */
export type Move = (task: PlannedWorkstream, plan: Plan) => Shift

/**
 * Moves bars, one move after the other: each key press of a quick row starts from what the last one made. When the row
 * is done, tells where the bar came to and where the plan now ends, or why it did not move.
 */
export function useShift(): { shift: (id: string, move: Move) => void; error: unknown } {
  const t = useText(text)
  const [error, setError] = useState<unknown>(null)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const waiting = useRef(0)
  const step = async (id: string, move: Move): Promise<void> => {
    const plan = await api.plan.get({})
    const task = plan.tasks.find((one) => one.id === id)
    if (!task) return
    const wanted = move(task, plan)
    if ('refused' in wanted) announce(t(wanted.refused, { title: visibleText(task.title, 80) }))
    else {
      await api.workstreams.update({ id, patch: wanted.patch })
      if (waiting.current === 1) tell(await api.plan.get({}), id)
    }
  }
  const tell = (plan: Plan, id: string): void => {
    const moved = plan.tasks.find((task) => task.id === id)
    if (!moved) return
    const dates = { title: visibleText(moved.title, 80), start: writeDay(moved.start), finish: writeDay(moved.finish) }
    announce(`${t('movedSaid', dates)} ${t('planEnds', { date: writeDay(plan.finish) })}`)
  }
  const shift = (id: string, move: Move): void => {
    waiting.current++
    setError(null)
    queue.current = queue.current
      .then(() => step(id, move))
      .catch(setError)
      .then(async () => {
        waiting.current--
        if (waiting.current === 0) await refreshProject()
      })
  }
  return { shift, error }
}
