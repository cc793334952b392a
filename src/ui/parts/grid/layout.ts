/** How the columns of a source stand in the grid, by their places in the source. */
export type Layout = {
  /** Every column, in the order to show. */
  order: readonly number[]
  hidden: ReadonlySet<number>
  /** Columns that stay at the left, in their order. */
  pinned: readonly number[]
}

/** Columns pinned from the start: more would leave no room for the others. */
const MOST_PINNED = 4

/** All columns of a source, in its own order; some may be pinned from the start, by their places. */
export function firstLayout(columns: number, pinned: readonly number[] = []): Layout {
  return {
    order: Array.from({ length: columns }, (_, place) => place),
    hidden: new Set(),
    pinned: [...new Set(pinned)].slice(0, MOST_PINNED)
  }
}

/** The places of columns by their names, in the order of the names; those that are not there are left out. */
export function placesOf(columns: readonly { name: string }[], names: readonly string[]): number[] {
  return names.map((name) => columns.findIndex((column) => column.name === name)).filter((place) => place >= 0)
}

/** The columns that are shown, pinned ones first, and how many of them are pinned. */
export function shownColumns({ order, hidden, pinned }: Layout): { places: readonly number[]; pinned: number } {
  if (!hidden.size && !pinned.length) return { places: order, pinned: 0 }
  const first = pinned.filter((place) => !hidden.has(place))
  const held = new Set(pinned)
  return {
    places: [...first, ...order.filter((place) => !hidden.has(place) && !held.has(place))],
    pinned: first.length
  }
}

/** All columns in the order of the grid, hidden ones too. */
export function allColumns({ order, pinned }: Layout): readonly number[] {
  if (!pinned.length) return order
  const held = new Set(pinned)
  return [...pinned, ...order.filter((place) => !held.has(place))]
}

export function togglePin(layout: Layout, place: number): Layout {
  const { pinned } = layout
  return {
    ...layout,
    pinned: pinned.includes(place) ? pinned.filter((other) => other !== place) : [...pinned, place]
  }
}

/** Hides or shows columns; one at least stays. */
export function setHidden(layout: Layout, places: readonly number[], hide: boolean): Layout {
  const hidden = new Set(layout.hidden)
  for (const place of places)
    if (hide) hidden.add(place)
    else hidden.delete(place)
  const kept = layout.order.find((place) => !hidden.has(place))
  if (kept === undefined && layout.order.length) hidden.delete(places[0] ?? 0)
  return { ...layout, hidden }
}

/** Moves a column by one among those shown beside it, within the pinned or the others. */
export function moveColumn(layout: Layout, place: number, by: -1 | 1): Layout {
  const list = layout.pinned.includes(place) ? layout.pinned : layout.order
  const passes = (other: number): boolean =>
    !layout.hidden.has(other) && (list === layout.pinned || !layout.pinned.includes(other))
  let to = list.indexOf(place) + by
  while (list[to] !== undefined && !passes(list[to]!)) to += by
  if (list[to] === undefined) return layout
  const rest = list.filter((other) => other !== place)
  const moved = [...rest.slice(0, to), place, ...rest.slice(to)]
  return list === layout.pinned ? { ...layout, pinned: moved } : { ...layout, order: moved }
}
