import { useId } from 'react'
import type { Plan } from '../../../contract'
import { useText } from '../../parts'
import { arrowsOf, BAR_HEIGHT, BAR_TOP, barBox, ROW } from './arrows'
import type { Axis } from './axis'
import { text } from './text'
import { today, toNumber, weekday, writeDay } from './days'

/** Months over weeks or days; years over months from afar. */
export function GanttAxis({ axis }: { axis: Axis }) {
  const t = useText(text)
  const upper = axis.zoom === 'month' ? axis.years : axis.months
  const lower = axis.zoom === 'month' ? axis.months : axis.zoom === 'week' ? axis.weeks : axis.days
  const nameOf = (place: number): string => {
    const span = lower[place]
    if (!span) return ''
    if (axis.zoom === 'month') return writeDay(span.day, { month: 'short' })
    return axis.zoom === 'week'
      ? t('weekShort', { week: axis.weeks[place]?.week ?? '' })
      : writeDay(span.day, { day: 'numeric' })
  }
  const nameOfUpper = (day: string): string =>
    writeDay(day, axis.zoom === 'month' ? { year: 'numeric' } : { month: 'long', year: 'numeric' })
  return (
    <div className="gantt-axis" style={{ width: axis.width }} aria-hidden>
      {[upper, lower].map((spans, level) => (
        <div key={level} className="gantt-axis-row">
          {spans.map((span, place) => (
            <span
              key={span.from}
              className={
                level && axis.zoom === 'day' && weekday(span.from) > 4 ? 'gantt-tick gantt-tick-off' : 'gantt-tick'
              }
              style={{ left: axis.x(span.from), width: axis.x(span.to) - axis.x(span.from) }}
            >
              <span className="gantt-tick-name">{level ? nameOf(place) : nameOfUpper(span.day)}</span>
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

/** What lies under the bars: days off, lines of time, slack, dependencies, today. */
export function GanttGround({ plan, axis }: { plan: Plan; axis: Axis }) {
  const head = useId()
  const height = plan.tasks.length * ROW
  const lines = axis.zoom === 'month' ? axis.months : axis.weeks
  const now = toNumber(today())
  return (
    <svg className="gantt-ground" width={axis.width} height={height} aria-hidden>
      <defs>
        {['', '-critical'].map((kind) => (
          <marker
            key={kind}
            id={`${head}${kind}`}
            className={`gantt-head${kind}`}
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={8}
            markerHeight={8}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0,0 8,4 0,8z" />
          </marker>
        ))}
      </defs>
      {axis.zoom !== 'month' &&
        axis.off.map(({ from, to }) => (
          <rect
            key={from}
            className="gantt-off"
            x={axis.x(from)}
            width={axis.x(to) - axis.x(from)}
            y={0}
            height={height}
          />
        ))}
      {lines.map(({ from }) => (
        <line key={from} className="gantt-line" x1={axis.x(from)} x2={axis.x(from)} y1={0} y2={height} />
      ))}
      {plan.tasks.map((task, row) => {
        const box = barBox(task, axis)
        const end = axis.x(toNumber(task.lateFinish) + (task.duration ? 1 : 0))
        const y = row * ROW + BAR_TOP + BAR_HEIGHT / 2
        if (task.slack <= 0 || end <= box.left + box.width) return null
        return (
          <g key={task.id} className="gantt-slack">
            <line x1={box.left + box.width} x2={end} y1={y} y2={y} />
            <line className="gantt-slack-end" x1={end} x2={end} y1={y - 5} y2={y + 5} />
          </g>
        )
      })}
      {arrowsOf(plan.tasks, axis).map(({ key, d, critical }) => (
        <path
          key={key}
          className={critical ? 'gantt-arrow gantt-arrow-critical' : 'gantt-arrow'}
          d={d}
          markerEnd={`url(#${head}${critical ? '-critical' : ''})`}
        />
      ))}
      {now >= axis.first && now < axis.last && (
        <line className="gantt-today" x1={axis.x(now)} x2={axis.x(now)} y1={0} y2={height} />
      )}
    </svg>
  )
}
