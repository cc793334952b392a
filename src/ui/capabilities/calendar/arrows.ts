import type { PlannedWorkstream } from '../../../contract'
import type { Axis } from './axis'
import { toNumber } from './days'

export const ROW = 36
export const BAR_TOP = 8
export const BAR_HEIGHT = 20
const STUB = 6

/** Left edge and width of a bar in pixels; a milestone is as wide as it is high, centred on the start of its day. */
export function barBox(task: PlannedWorkstream, axis: Axis): { left: number; width: number } {
  const left = axis.x(task.start)
  if (task.duration === 0) return { left: left - BAR_HEIGHT / 2, width: BAR_HEIGHT }
  return { left, width: Math.max(axis.x(toNumber(task.finish) + 1) - left, 4) }
}

/** The path of one dependency: from the end of the predecessor at once down or up, beside its slack, to the start of the one that waits. */
export function arrowPath(from: { x: number; y: number }, to: { x: number; y: number }): string {
  if (to.x - from.x >= 2 * STUB) return `M${from.x},${from.y}h${STUB}V${to.y}H${to.x}`
  const between = (from.y + to.y) / 2
  return `M${from.x},${from.y}h${STUB}V${between}H${to.x - STUB * 1.5}V${to.y}H${to.x}`
}

/** Every dependency as a path, critical where both its ends are. */
export function arrowsOf(
  tasks: readonly PlannedWorkstream[],
  axis: Axis
): { key: string; d: string; critical: boolean }[] {
  const rowOf = new Map(tasks.map((task, row) => [task.id, row]))
  return tasks.flatMap((task, row) =>
    task.after.flatMap((id) => {
      const before = rowOf.get(id)
      const other = before === undefined ? undefined : tasks[before]
      if (!other || before === undefined) return []
      const box = barBox(other, axis)
      const d = arrowPath(
        { x: box.left + box.width, y: before * ROW + BAR_TOP + BAR_HEIGHT / 2 },
        { x: barBox(task, axis).left, y: row * ROW + BAR_TOP + BAR_HEIGHT / 2 }
      )
      return [{ key: `${id}→${task.id}`, d, critical: task.critical && other.critical }]
    })
  )
}
