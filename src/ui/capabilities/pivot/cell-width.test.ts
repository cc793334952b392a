import { tableFromArrays } from 'apache-arrow'
import { expect, test } from 'vitest'
import { PivotSpec } from '../../../contract'
import { widthsOfCells } from './cell-width'
import { arrange, readPivot } from './model'
import { cellStyle, lanesOf, placesInSight } from './geometry'
import { readCells } from './reading'

const spec = PivotSpec.parse({
  table: { schema: 'raw', name: 't' },
  rows: [{ column: 'ville' }],
  columns: [],
  measures: [{ aggregate: 'mean', column: 'note' }]
})

function widthWith(n: number, mean: number): number {
  const page = tableFromArrays({
    gr: Int32Array.of(0, 1),
    gc: Int32Array.of(0, 0),
    r1: [null, 'Lyon'],
    ro: Int32Array.of(0, 0),
    co: Int32Array.of(0, 0),
    n: Int32Array.of(n, n),
    m1: Float64Array.of(mean, mean),
    v1: Int32Array.of(n, n)
  })
  const model = readPivot(spec, [page])
  const [rows, columns] = [arrange(model.rows, true), arrange(model.columns, true)]
  return Math.max(...widthsOfCells(readCells(spec, [null], model, columns), rows, 1))
}

test('a cell is wide enough for its n and its figure side by side', () => {
  expect(widthWith(12, 4.5)).toBeLessThan(140)
  // « n = 129 880 » and « 37,21 » in bold: 70 and 38 pixels, a gap and the padding.
  expect(widthWith(129_880, 37.21)).toBeGreaterThan(70 + 38 + 24)
  expect(widthWith(10_000_000, 123_456.78)).toBeGreaterThan(90 + 75 + 24)
})

test('each place has the width that its own figures ask; the total stays in sight where there is room', () => {
  const edges = lanesOf([64, 64, 200, 96], 1, 400)
  expect(edges).toEqual({ edges: [0, 64, 128, 328, 424], held: 3 })
  // Scrolled away, the total is still drawn, at the left edge of what is held.
  expect(placesInSight(edges, 0, 60).places).toContain(3)
  expect(cellStyle(160, edges, 1)).toEqual({ left: 224, width: 64 })
  expect(cellStyle(160, edges, 3)).toEqual({ left: 0, width: 96 })
  expect(lanesOf([64, 64, 200, 96], 1, 200).held).toBe(4)
})
