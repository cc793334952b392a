import { expect, it } from 'vitest'
import { boxOf } from '../../parts/grid/selection'
import { rangeText } from './copy'

it('a range of cells is copied line by line, whichever corner it began at; no formula, no tab of its own', () => {
  const words = (row: number, column: number): string =>
    row === 2 && column === 1 ? '=1+1' : row === 1 && column === 2 ? 'a\tb' : `${row},${column}`
  const box = boxOf({ active: { row: 1, column: 1 }, anchor: { row: 2, column: 2 } })
  expect(box && rangeText(box, words)).toBe("1,1\ta b\n'=1+1\t2,2")
  expect(boxOf({ active: { row: -1, column: 1 }, anchor: { row: 2, column: 2 } })).toBeNull()
})
