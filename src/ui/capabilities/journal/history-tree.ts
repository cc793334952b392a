import type { Change } from '../../../contract'

/** A change as drawn: `lane` 0 is the present path, others are branches; `fork` is the lane of its parent. */
export type DrawnChange = { change: Change; lane: number; fork: number; ahead: boolean }

/**
 * Lays the history out, newest first. The path from the beginning to now, and on to what redo brings back, holds
 * lane 0; every other branch takes the next lane from where it leaves.
 */
export function drawHistory(changes: readonly Change[]): DrawnChange[] {
  const ahead = redoPath(changes)
  const lanes = new Map<number, number>()
  let next = 1
  const drawn = changes
    .toSorted((a, b) => a.id - b.id)
    .map((change): DrawnChange => {
      const parentLane = change.parent === null ? 0 : (lanes.get(change.parent) ?? 0)
      const onTrunk = change.applied || ahead.has(change.id)
      const continues = parentLane !== 0 && !taken(changes, change, lanes)
      const lane = onTrunk ? 0 : continues ? parentLane : next++
      lanes.set(change.id, lane)
      return { change, lane, fork: parentLane, ahead: ahead.has(change.id) }
    })
  return drawn.reverse()
}

/** What redo would bring back: from the present on, the youngest child each time. */
function redoPath(changes: readonly Change[]): Set<number> {
  const path = new Set<number>()
  let at = changes.find((change) => change.current)?.id ?? null
  for (;;) {
    const child = changes
      .filter((change) => change.parent === at && !path.has(change.id) && !change.applied)
      .sort((a, b) => b.id - a.id)[0]
    if (!child) return path
    path.add(child.id)
    at = child.id
  }
}

/** True where an elder sibling already goes on in the parent's lane. */
function taken(changes: readonly Change[], change: Change, lanes: ReadonlyMap<number, number>): boolean {
  const lane = change.parent === null ? 0 : lanes.get(change.parent)
  return changes.some((other) => other.parent === change.parent && other.id < change.id && lanes.get(other.id) === lane)
}
