import { tableFromArrays } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { PivotSpec } from '../../../contract'
import { arrange, readPivot, weightBy } from './model'
import { groupWords, keyWords } from './words'

const spec = PivotSpec.parse({
  table: { schema: 'raw', name: 't' },
  rows: [{ column: 'ville' }, { column: 'jour', group: 'month' }],
  columns: [],
  measures: [{ aggregate: 'mean', column: 'note' }]
})

const page = tableFromArrays({
  gr: Int32Array.of(0, 1, 1, 2, 2, 2, 2),
  gc: Int32Array.of(0, 0, 0, 0, 0, 0, 0),
  r1: [null, 'Lyon', null, 'Lyon', 'Lyon', null, null],
  r2: [null, null, null, '2024-01-01', '2024-02-01', '2024-01-01', null],
  ro: Int32Array.of(0, 0, 0, 0, 0, 0, 1),
  co: Int32Array.of(0, 0, 0, 0, 0, 0, 0),
  n: Int32Array.of(10, 5, 2, 3, 2, 2, 3),
  m1: Float64Array.of(4, 5, 1, 6, 3.5, 1, 2),
  v1: Int32Array.of(9, 5, 2, 3, 2, 2, 2)
})

describe('a pivot table read from its pages', () => {
  const model = readPivot(spec, [page])
  const words = (groups: ReturnType<typeof arrange>): string[] =>
    groups.map((group) => groupWords(group, spec.rows, [null, null]).filter(Boolean).join(' / '))

  it('stands group by group, its subtotal after each, others and the total last', () => {
    expect(words(arrange(model.rows, true))).toEqual([
      'Lyon / 2024-01',
      'Lyon / 2024-02',
      'Lyon / Total',
      '(manquant) / 2024-01',
      '(manquant) / Total',
      'autres',
      'Total'
    ])
    expect(words(arrange(model.rows, false))).not.toContain('Lyon / Total')
  })

  it('is sorted within each group by a measure', () => {
    const sorted = arrange(model.rows, true, weightBy(model, { column: '[]', measure: 0, descending: false }))
    expect(words(sorted)).toEqual([
      '(manquant) / 2024-01',
      '(manquant) / Total',
      'Lyon / 2024-02',
      'Lyon / 2024-01',
      'Lyon / Total',
      'autres',
      'Total'
    ])
  })

  it('gives each figure with its observations', () => {
    const [first] = arrange(model.rows, true)
    const [total] = model.columns
    const figures = first && total ? model.at(first, total) : null
    expect([figures?.n, figures?.values[0]?.value, figures?.values[0]?.present]).toEqual([3, 6, 3])
  })

  it('writes groups as they are read', () => {
    const write = (
      group: 'quarter' | 'weekday' | 'bins' | 'value',
      value: string | null,
      bins = { digit: 2, exponent: -1 }
    ) => keyWords({ column: 'x', group }, bins, { value })
    expect(write('quarter', '2024-04-01')).toBe('2024 T2')
    expect(write('weekday', '1')).toBe('lundi')
    expect(write('bins', '3.0').replace(/\s/g, ' ')).toBe('[0,6 ; 0,8[')
    const typed = (type: string, value: string, group: 'value' | 'week' = 'value') =>
      keyWords({ column: 'x', group, type }, null, { value })
    expect([typed('BOOLEAN', 'true'), typed('DATE', '2024-04-01'), typed('VARCHAR', 'true')]).toEqual(['oui', '01/04/2024', 'true']) // prettier-ignore
    expect(typed('TIMESTAMP', '2024-04-01', 'week')).toBe('01/04/2024')
    expect([write('value', null), write('value', '')]).toEqual(['(manquant)', '(texte vide)'])
  })
})
