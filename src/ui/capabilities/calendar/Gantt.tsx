import { useMemo, useRef, useState } from 'react'
import type { Plan } from '../../../contract'
import { useText, visibleText } from '../../parts'
import { ROW } from './arrows'
import { axisOf, type Zoom } from './axis'
import { GanttBar } from './GanttBar'
import { GanttAxis, GanttGround } from './GanttGround'
import { text } from './text'
import { useElementWidth } from './useElementWidth'
import type { Move } from './useShift'

const NAMES = 240

type GanttProps = {
  plan: Plan
  zoom: Zoom
  selected: string | null
  isDisabled: boolean
  onSelect: (id: string) => void
  onOpen: (id: string) => void
  onShift: (id: string, move: Move) => void
}

/** The plan as bars in time. One tab stop: arrows choose a bar and move it, Enter opens it. */
export function Gantt({ plan, zoom, selected, isDisabled, onSelect, onOpen, onShift }: GanttProps) {
  const t = useText(text)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  const axis = useMemo(() => axisOf(plan, zoom, Math.max(width - NAMES, 320)), [plan, zoom, width])
  const [focused, setFocused] = useState<string | null>(null)
  const current = plan.tasks.find(({ id }) => id === (focused ?? selected)) ?? plan.tasks[0]
  const choose = (row: number): void => {
    const task = plan.tasks[row]
    if (!task) return
    setFocused(task.id)
    onSelect(task.id)
    scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus()
  }
  return (
    <div className="gantt" ref={scroller} role="group" aria-label={t('gantt')} aria-describedby="gantt-help">
      <p id="gantt-help" className="sr-only">
        {t('ganttHelp')}
      </p>
      <div className="gantt-inner" style={{ width: NAMES + axis.width }}>
        <div className="gantt-corner">{t('workstream')}</div>
        <GanttAxis axis={axis} />
        <div className="gantt-names">
          {plan.tasks.map((task) => (
            <div key={task.id} className="gantt-name" style={{ height: ROW }} aria-hidden>
              <span className="isolate">{visibleText(task.title, 120)}</span>
            </div>
          ))}
        </div>
        <div className="gantt-rows" style={{ width: axis.width, height: plan.tasks.length * ROW }}>
          <GanttGround plan={plan} axis={axis} />
          {plan.tasks.map((task, row) => (
            <GanttBar
              key={task.id}
              task={task}
              plan={plan}
              axis={axis}
              row={row}
              isSelected={task.id === selected}
              isTabStop={task === current}
              isDisabled={isDisabled}
              onChoose={choose}
              onSelect={onSelect}
              onOpen={onOpen}
              onShift={onShift}
            />
          ))}
        </div>
      </div>
    </div>
  )
}
