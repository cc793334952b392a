import { describe, expect, it } from 'vitest'
import { allColumns, firstLayout, moveColumn, placesOf, setHidden, shownColumns, togglePin } from './layout'

describe('layout of columns', () => {
  it('shows pinned columns first, and never hides the last one', () => {
    let layout = togglePin(firstLayout(5), 3)
    expect(shownColumns(layout)).toEqual({ places: [3, 0, 1, 2, 4], pinned: 1 })
    layout = setHidden(layout, [3, 1], true)
    expect(shownColumns(layout)).toEqual({ places: [0, 2, 4], pinned: 0 })
    expect(allColumns(layout)).toEqual([3, 0, 1, 2, 4])
    layout = setHidden(layout, [0, 2, 4], true)
    expect(shownColumns(layout).places).toEqual([0])
    expect(shownColumns(setHidden(layout, [0, 1, 2, 3, 4], false)).places).toEqual([3, 0, 1, 2, 4])
    expect(shownColumns(togglePin(setHidden(layout, [1, 2, 3, 4], false), 3)).places).toEqual([0, 1, 2, 3, 4])
  })

  it('opens with the columns it is about at the left, in their order; names that are not there are none', () => {
    const columns = ['rowid', 'a', 'b', 'c', 'd', 'e'].map((name) => ({ name }))
    const layout = firstLayout(columns.length, placesOf(columns, ['c', 'gone', 'a', 'c']))
    expect(shownColumns(layout)).toEqual({ places: [3, 1, 0, 2, 4, 5], pinned: 2 })
    expect(firstLayout(6, placesOf(columns, ['a', 'b', 'c', 'd', 'e'])).pinned).toHaveLength(4)
  })

  it('moves a column past hidden and pinned ones, and stops at the ends', () => {
    const layout = setHidden(togglePin(firstLayout(5), 2), [1], true)
    expect(shownColumns(layout).places).toEqual([2, 0, 3, 4])
    expect(shownColumns(moveColumn(layout, 0, 1)).places).toEqual([2, 3, 0, 4])
    expect(shownColumns(moveColumn(layout, 3, -1)).places).toEqual([2, 3, 0, 4])
    expect(moveColumn(layout, 4, 1)).toBe(layout)
    expect(moveColumn(layout, 2, -1)).toBe(layout)
    const two = togglePin(layout, 4)
    expect(shownColumns(moveColumn(two, 4, -1)).places).toEqual([4, 2, 0, 3])
  })

  it('is quick on ten thousand columns', () => {
    let layout = firstLayout(10_000)
    const begun = performance.now()
    layout = setHidden(
      layout,
      Array.from({ length: 9_000 }, (_, place) => place),
      true
    )
    layout = moveColumn(togglePin(layout, 9_500), 9_600, -1)
    expect(shownColumns(layout).places).toHaveLength(1_000)
    expect(performance.now() - begun).toBeLessThan(200)
  })
})
