import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  clampTop,
  columnEdges,
  isScaled,
  reveal,
  scrollScale,
  toScroll,
  toVirtual,
  visibleColumns,
  visibleRows,
  heldColumns
} from './geometry'

describe('scroll scale', () => {
  const tenMillion = scrollScale(10_000_000, 24, 480)

  it('keeps the spacer under the limit of browsers and the ends on the ends', () => {
    expect(tenMillion.spacerHeight).toBe(8_000_000)
    expect(isScaled(tenMillion)).toBe(true)
    expect(toVirtual(tenMillion, 0)).toBe(0)
    expect(toVirtual(tenMillion, tenMillion.spacerHeight - 480)).toBeCloseTo(240_000_000 - 480, 3)
  })

  it('is the identity for a table that fits', () => {
    const small = scrollScale(1000, 24, 480)
    expect(isScaled(small)).toBe(false)
    expect(toVirtual(small, 1234)).toBe(1234)
    expect(toVirtual(scrollScale(3, 24, 480), 50)).toBe(0)
  })

  it('goes back and forth within a thousandth of a pixel', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, share) => {
          const scale = scrollScale(rows, 24, 500)
          const top = clampTop(scale, share * scale.virtualHeight)
          expect(Math.abs(toVirtual(scale, toScroll(scale, top)) - top)).toBeLessThan(1e-3)
        }
      )
    )
  })

  it('never shows emptiness below the last row', () => {
    expect(clampTop(tenMillion, 1e12)).toBe(240_000_000 - 480)
    expect(clampTop(tenMillion, -5)).toBe(0)
  })
})

describe('rows and columns in view', () => {
  it('draws the rows in view and a margin', () => {
    expect(visibleRows(240, 100, 24, 1000, 0)).toEqual({ first: 10, last: 15 })
    expect(visibleRows(0, 100, 24, 3)).toEqual({ first: 0, last: 3 })
    expect(visibleRows(0, 100, 24, 0)).toEqual({ first: 0, last: 0 })
  })

  it('finds columns as a walk through all of them would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 300 }), { minLength: 1, maxLength: 200 }),
        fc.nat(20_000),
        fc.integer({ min: 1, max: 2000 }),
        (widths, left, width) => {
          const edges = columnEdges(widths)
          const { first, last } = visibleColumns(edges, left, width)
          const seen = widths.flatMap((_, column) =>
            edges[column]! < left + width && edges[column + 1]! > left ? [column] : []
          )
          for (const column of seen) expect(column >= first && column < last).toBe(true)
          expect(last - first).toBeLessThanOrEqual(seen.length + 1)
        }
      )
    )
  })

  it('moves as little as shows the cell whole', () => {
    expect(reveal(100, 200, 150, 180)).toBe(100)
    expect(reveal(100, 200, 50, 80)).toBe(50)
    expect(reveal(100, 200, 290, 340)).toBe(140)
    expect(reveal(0, 100, 20, 500)).toBe(20)
  })
})

describe('pinned columns', () => {
  it('are held as far as they leave room', () => {
    expect(heldColumns([0, 100, 200, 300, 400], 2, 1000)).toBe(2)
    expect(heldColumns([0, 100, 200, 300, 400], 3, 400)).toBe(2)
    expect(heldColumns([0, 900, 1000], 1, 1000)).toBe(0)
  })
})
