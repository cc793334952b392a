import type { CSSProperties } from 'react'
import type { Group } from './model'

/** Heights and widths in pixels. */
export const ROW = 24
export const HEAD = 160
/** A cell is as wide as the widest figure asks, within these. */
export const CELL = { least: 120, most: 320 }
/** Rows and columns drawn beyond what is seen. */
const AROUND = 4

/** Places in sight along one way, and a few around them. */
export type Sight = { from: number; places: number[] }

export function inSight(start: number, room: number, size: number, count: number): Sight {
  const from = Math.max(0, Math.floor(start / size) - AROUND)
  const to = Math.min(count, Math.ceil((start + room) / size) + AROUND)
  return { from, places: Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place) }
}

export function cellStyle(head: number, size: number, place: number, length = 1): CSSProperties {
  return { left: head + place * size, width: length * size }
}

/** True where two groups have the same keys up to a level, so that the second need not repeat them. */
export function sameUpTo(one: Group, other: Group | undefined, level: number): boolean {
  if (!other || one.keys.length <= level || other.keys.length <= level) return false
  return JSON.stringify(one.keys.slice(0, level + 1)) === JSON.stringify(other.keys.slice(0, level + 1))
}

/** Where a key leads from a cell; row -1 is the headings. Null for a key that does not move. */
export function moved(
  { key, ctrlKey, metaKey }: { key: string; ctrlKey: boolean; metaKey: boolean },
  { row, column }: { row: number; column: number },
  { rows, across, page }: { rows: number; across: number; page: number }
): [row: number, column: number] | null {
  const whole = ctrlKey || metaKey
  const moves: Record<string, [number, number]> = {
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    PageDown: [row + page, column],
    PageUp: [Math.max(0, row - page), column],
    Home: [whole ? 0 : row, 0],
    End: [whole ? rows - 1 : row, across - 1]
  }
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined
  return to ? [Math.max(-1, Math.min(rows - 1, to[0])), Math.max(0, Math.min(across - 1, to[1]))] : null
}
