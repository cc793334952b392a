import { describe, expect, it } from 'vitest'
import { boxOf, clampSelection, followColumns, isWithin, moveSelection, type Selection } from './selection'

const size = { rows: 1000, columns: 20, pageRows: 30 }
const at = (row: number, column: number): Selection => ({ active: { row, column }, anchor: { row, column } })
const press = (from: Selection, key: string, shift = false, control = false) =>
  moveSelection(from, { key, shift, control }, size)

describe('moving in the grid', () => {
  it('goes up to the header and no further', () => {
    expect(press(at(0, 3), 'ArrowUp')?.active).toEqual({ row: -1, column: 3 })
    expect(press(at(-1, 3), 'ArrowUp')?.active).toEqual({ row: -1, column: 3 })
    expect(press(at(-1, 3), 'ArrowDown')?.active).toEqual({ row: 0, column: 3 })
  })

  it('knows Home, End, pages and their forms with Control', () => {
    expect(press(at(5, 5), 'Home')?.active).toEqual({ row: 5, column: 0 })
    expect(press(at(5, 5), 'End', false, true)?.active).toEqual({ row: 999, column: 19 })
    expect(press(at(5, 5), 'Home', false, true)?.active).toEqual({ row: 0, column: 0 })
    expect(press(at(5, 5), 'PageUp')?.active).toEqual({ row: 0, column: 5 })
    expect(press(at(990, 5), 'PageDown')?.active).toEqual({ row: 999, column: 5 })
  })

  it('extends with Shift and drops the extension without', () => {
    const wide = press(press(at(5, 5), 'ArrowDown', true)!, 'ArrowLeft', true)!
    expect(boxOf(wide)).toEqual({ top: 5, bottom: 6, left: 4, right: 5 })
    expect(boxOf(press(wide, 'ArrowUp')!)).toEqual({ top: 5, bottom: 5, left: 4, right: 4 })
  })

  it('selects all with Control and A, and leaves other keys alone', () => {
    expect(boxOf(press(at(5, 5), 'a', false, true)!)).toEqual({ top: 0, bottom: 999, left: 0, right: 19 })
    expect(press(at(5, 5), 'b')).toBeNull()
    expect(boxOf(at(-1, 2))).toBeNull()
  })
})

it('stays within the rows and columns that are left', () => {
  const place = (row: number, column: number) => ({ row, column })
  const selection = { active: place(90, 3), anchor: place(5, 0) }
  expect(clampSelection(selection, 100, 4)).toBe(selection)
  expect(clampSelection(selection, 10, 2)).toEqual({ active: place(9, 1), anchor: place(5, 0) })
  expect(clampSelection({ active: place(-1, 3), anchor: place(-1, 3) }, 0, 4).active).toEqual(place(-1, 3))
})

it('a cell is within a selection or not; a header never is', () => {
  const box = boxOf({ active: { row: 2, column: 3 }, anchor: { row: 1, column: 1 } })
  expect(isWithin(box, { row: 1, column: 3 })).toBe(true)
  expect([isWithin(box, { row: 3, column: 3 }), isWithin(box, { row: -1, column: 2 })]).toEqual([false, false])
  expect(isWithin(null, { row: 1, column: 1 })).toBe(false)
})

describe('columns that change places', () => {
  const range = (from: number, to: number): Selection => ({
    active: { row: 4, column: to },
    anchor: { row: 2, column: from }
  })

  it('the active cell stays in its column when it or another is pinned, moved or hidden', () => {
    expect(followColumns(at(-1, 2), [0, 1, 2, 3], [2, 0, 1, 3])).toEqual(at(-1, 0))
    expect(followColumns(at(7, 1), [0, 1, 2, 3], [3, 0, 1, 2])).toEqual(at(7, 2))
    expect(followColumns(at(7, 3), [0, 1, 2, 3], [0, 2, 3])).toEqual(at(7, 2))
    expect(followColumns(at(7, 2), [0, 1, 2, 3], [0, 1, 3])).toEqual(at(7, 2))
  })

  it('a range goes with its columns, or ends where they part', () => {
    expect(followColumns(range(1, 2), [0, 1, 2, 3], [3, 0, 1, 2])).toEqual(range(2, 3))
    expect(followColumns(range(3, 1), [0, 1, 2, 3], [2, 0, 1, 3])).toEqual(at(4, 2))
    const same = range(0, 1)
    expect(followColumns(same, [0, 1, 2], [0, 1])).toBe(same)
  })
})
