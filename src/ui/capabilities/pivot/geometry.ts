import type { CSSProperties } from 'react'
import { columnEdges, visibleColumns } from '../../parts/grid/geometry'
import type { Group } from './model'

/** Heights and widths in pixels. */
export const ROW = 24
export const HEAD = 160
/** A cell is as wide as the widest figure at its place asks, within these. */
export const CELL = { least: 64, most: 320 }
/** Rows and columns drawn beyond what is seen. */
const AROUND = 4

/** Places in sight along one way, and a few around them. */
export type Sight = { from: number; places: number[] }

export function inSight(start: number, room: number, size: number, count: number): Sight {
  const from = Math.max(0, Math.floor(start / size) - AROUND)
  const to = Math.min(count, Math.ceil((start + room) / size) + AROUND)
  return { from, places: Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place) }
}

/** Where the cells of a pivot table stand from left to right. */
export type Lanes = {
  /** Left edges in pixels, without the names of the rows; one more than there are cells. */
  edges: readonly number[]
  /** The first place of the totals that stay in sight at the right; as many as there are places where none does. */
  held: number
}

/** The lanes of cells of some widths. The last ones, the totals, are held in sight where they leave most of the room. */
export function lanesOf(widths: readonly number[], totals: number, room: number): Lanes {
  const edges = columnEdges(widths)
  const from = widths.length - totals
  const width = edgeAt(edges, widths.length) - edgeAt(edges, from)
  return { edges, held: width <= room * 0.4 ? from : widths.length }
}

/** Width of the totals held in sight. */
export function heldWidth({ edges, held }: Lanes): number {
  return edgeAt(edges, edges.length - 1) - edgeAt(edges, held)
}

/** Places that are drawn: those in sight and a few around them, then the totals held at the right. */
export function placesInSight({ edges, held }: Lanes, left: number, width: number): Sight {
  const { first, last } = visibleColumns(edges, left, width)
  const from = Math.min(held, Math.max(0, first - AROUND))
  const to = Math.min(held, last + AROUND)
  const places = [
    ...Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place),
    ...Array.from({ length: edges.length - 1 - held }, (_, place) => held + place)
  ]
  return { from, places }
}

/** The left edge and the width of a cell, or of several; held ones count from the first of them. */
export function cellStyle(head: number, { edges, held }: Lanes, place: number, length = 1): CSSProperties {
  const left = edgeAt(edges, place)
  const width = edgeAt(edges, Math.min(place + length, edges.length - 1)) - left
  return { left: place < held ? head + left : left - edgeAt(edges, held), width }
}

export function edgeAt(edges: readonly number[], place: number): number {
  return edges[place] ?? 0
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
