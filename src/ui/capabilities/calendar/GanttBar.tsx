import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Plan, PlannedWorkstream } from '../../../contract'
import { useText } from '../../parts'
import { BAR_HEIGHT, BAR_TOP, barBox, ROW } from './arrows'
import { type Axis, DAY_WIDTH } from './axis'
import { toDay, toNumber } from './days'
import { shiftDuration, shiftStart } from './shift'
import { text } from './text'
import type { Move } from './useShift'
import { barInWords, markOf } from './words'

type GanttBarProps = {
  task: PlannedWorkstream
  plan: Plan
  axis: Axis
  row: number
  isSelected: boolean
  isTabStop: boolean
  isDisabled: boolean
  onChoose: (row: number) => void
  onSelect: (id: string) => void
  onOpen: (id: string) => void
  onShift: (id: string, move: Move) => void
}

/** One bar, moved by arrow keys or by dragging; its mark says its slack or that it is critical. */
export function GanttBar(props: GanttBarProps) {
  const { task, plan, axis, row, isSelected, isTabStop, isDisabled, onSelect } = props
  const t = useText(text)
  const drag = useDrag(props)
  const box = barBox(task, axis)
  const look = [
    'gantt-bar',
    task.critical && 'gantt-critical',
    task.duration === 0 && 'gantt-milestone',
    task.status === 'done' && 'gantt-done'
  ]
  const top = row * ROW + BAR_TOP
  return (
    <>
      <button
        type="button"
        className={look.filter(Boolean).join(' ')}
        style={{ left: box.left + drag.moved, top, width: box.width, height: BAR_HEIGHT }}
        data-row={row}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={barInWords(task, plan, t)}
        aria-pressed={isSelected}
        onFocus={() => onSelect(task.id)}
        onClick={() => onSelect(task.id)}
        onDoubleClick={() => props.onOpen(task.id)}
        onKeyDown={(event) => onKey(event, props)}
        {...(isDisabled ? {} : drag.handlers)}
      />
      <span className="gantt-mark" style={{ left: markLeft(task, axis), top }} aria-hidden>
        {markOf(task, t)}
      </span>
    </>
  )
}

/** Behind the slack, so that neither covers the other. */
function markLeft(task: PlannedWorkstream, axis: Axis): number {
  const { left, width } = barBox(task, axis)
  return Math.max(left + width, axis.x(toNumber(task.lateFinish) + 1)) + 14
}

function onKey(event: KeyboardEvent, props: GanttBarProps): void {
  const { task, plan, row, isDisabled, onChoose, onOpen, onShift } = props
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const rows: Record<string, number> = { ArrowUp: row - 1, ArrowDown: row + 1, Home: 0, End: plan.tasks.length - 1 }
  const target = rows[event.key]
  const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
  if (target !== undefined) onChoose(target)
  else if (event.key === 'Enter') onOpen(task.id)
  else if (direction && !isDisabled)
    onShift(task.id, (now, then) => (event.shiftKey ? shiftDuration(now, direction) : shiftStart(now, then, direction)))
  else return
  event.preventDefault()
}

/** Dragging a bar sets the day before which it does not start. */
function useDrag({ task, plan, axis, onShift }: GanttBarProps) {
  const from = useRef<number | null>(null)
  const [moved, setMoved] = useState(0)
  const end = (event: PointerEvent): void => {
    if (from.current === null) return
    const days = Math.round((event.clientX - from.current) / DAY_WIDTH[axis.zoom])
    from.current = null
    setMoved(0)
    if (!days) return
    const day = toDay(toNumber(task.start) + days)
    onShift(task.id, () => ({ patch: { fixedStart: day <= plan.start ? null : day } }))
  }
  return {
    moved,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        from.current = event.clientX
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current !== null) setMoved(event.clientX - from.current)
      },
      onPointerUp: end,
      onPointerCancel: () => {
        from.current = null
        setMoved(0)
      }
    }
  }
}
