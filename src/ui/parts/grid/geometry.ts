/** Browsers stop drawing elements taller than some 16 to 33 million pixels; ours never is. */
export const MAX_HEIGHT = 8_000_000

/** How the real scroll bar stands for the virtual height of all rows; all lengths in CSS pixels. */
export type ScrollScale = {
  /** Height of all rows. */
  virtualHeight: number
  /** Height of the element that makes the scroll bar. */
  spacerHeight: number
  viewportHeight: number
}

/** The scale of a body of `rows` rows of `rowHeight` seen through `viewportHeight`. */
export function scrollScale(
  rows: number,
  rowHeight: number,
  viewportHeight: number,
  maxHeight = MAX_HEIGHT
): ScrollScale {
  const virtualHeight = rows * rowHeight
  return { virtualHeight, spacerHeight: Math.min(virtualHeight, maxHeight), viewportHeight }
}

/** True where one pixel of the scroll bar stands for more than one pixel of rows. */
export function isScaled(scale: ScrollScale): boolean {
  return scale.spacerHeight < scale.virtualHeight
}

/** Top of the view in virtual pixels for a scroll bar at `scrollTop`; the ends meet the ends. */
export function toVirtual(scale: ScrollScale, scrollTop: number): number {
  return clampTop(scale, scrollTop * ratio(scale))
}

/** The inverse of `toVirtual`. */
export function toScroll(scale: ScrollScale, virtualTop: number): number {
  return clampTop(scale, virtualTop) / ratio(scale)
}

/** The nearest top that shows no emptiness below the last row. */
export function clampTop(scale: ScrollScale, virtualTop: number): number {
  return Math.min(Math.max(0, virtualTop), Math.max(0, scale.virtualHeight - scale.viewportHeight))
}

/** Rows to draw, `first` to `last` exclusive, with `margin` rows more on both sides. */
export function visibleRows(
  top: number,
  viewportHeight: number,
  rowHeight: number,
  rows: number,
  margin = 2
): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - margin)
  const last = Math.min(rows, Math.ceil((top + viewportHeight) / rowHeight) + margin)
  return { first: Math.min(first, last), last }
}

/** Left edges of columns, one more than there are columns: the last is the width of all. */
export function columnEdges(widths: readonly number[]): number[] {
  const edges = [0]
  for (const width of widths) edges.push(edges[edges.length - 1]! + width)
  return edges
}

/** How many of the columns that should stay at the left can: they leave at least 40 % of the view to the others. */
export function heldColumns(edges: readonly number[], pinned: number, viewportWidth: number): number {
  let held = pinned
  while (held > 0 && edges[held]! > viewportWidth * 0.6) held--
  return held
}

/** Columns to draw, `first` to `last` exclusive, by bisection: fast on ten thousand columns. */
export function visibleColumns(
  edges: readonly number[],
  left: number,
  viewportWidth: number
): { first: number; last: number } {
  const columns = edges.length - 1
  const first = Math.max(0, firstAbove(edges, left) - 1)
  const last = Math.min(columns, firstAbove(edges, left + viewportWidth))
  return { first: Math.min(first, columns), last: Math.max(last, Math.min(first, columns)) }
}

/** The least move of `[start, start + view]` that shows `[from, to]` whole. */
export function reveal(start: number, view: number, from: number, to: number): number {
  if (from < start || to - from > view) return from
  return to > start + view ? to - view : start
}

function ratio(scale: ScrollScale): number {
  const real = scale.spacerHeight - scale.viewportHeight
  const virtual = scale.virtualHeight - scale.viewportHeight
  return real <= 0 || virtual <= 0 ? 1 : virtual / real
}

/** Index of the first edge above `value`. */
function firstAbove(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
