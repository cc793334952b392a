import { tableFromArrays } from 'apache-arrow'
import { expect, test } from 'vitest'
import { PivotSpec } from '../../../contract'
import { widthOfCells } from './cell-width'
import { arrange, readPivot } from './model'
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
  return widthOfCells(readCells(spec, [null], model, columns), rows)
}

test('a cell is wide enough for its n and its figure side by side', () => {
  expect(widthWith(12, 4.5)).toBeLessThan(140)
  // « n = 129 880 » and « 37,21 » in bold: 70 and 38 pixels, a gap and the padding.
  expect(widthWith(129_880, 37.21)).toBeGreaterThan(70 + 38 + 24)
  expect(widthWith(10_000_000, 123_456.78)).toBeGreaterThan(90 + 75 + 24)
})
