import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Look } from '../../contract'
import type { Table } from '../tables'
import { comparisonsOf } from './comparisons'
import { columnCoverage } from './coverage'

const NAMES = ['a', 'b', '__proto__', 'constructor', '']
const table: Table = {
  ref: { schema: 'raw', name: 't' },
  columns: NAMES.map((name) => ({ name, type: 'VARCHAR' })),
  rows: 1,
  fingerprint: '',
  sql: ''
}

const column = fc.constantFrom(...NAMES)
const look = fc
  .record({
    kind: fc.constantFrom('rows' as const, 'grid' as const, 'column' as const, 'measure' as const, 'chart' as const),
    columns: fc.array(column, { maxLength: 4 }),
    segment: fc.option(column),
    filter: fc.array(column, { maxLength: 2 }),
    other: fc.boolean(),
    comparisons: fc.nat(6),
    times: fc.integer({ min: 1, max: 4 }),
    day: fc.constantFrom('2026-01-01', '2026-01-02')
  })
  .map(({ kind, columns, segment, filter, other, comparisons, times, day }): Look => {
    const name = other ? 'u' : 't'
    return {
      kind,
      tables: [name],
      columns: columns.map((one) => ({ table: name, column: one })),
      segment: segment === null ? null : { table: name, column: segment, by: 'value', groups: 2 },
      filter: { all: filter.map((one) => ({ column: one, op: 'present', values: [] })) },
      figure: { fr: 'f', en: 'f' },
      comparisons,
      times,
      day,
      id: '',
      first: day,
      last: day
    }
  })

test('the coverage of a column is what going through the looks by hand gives', () => {
  fc.assert(
    fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
      const covered = columnCoverage(table, looks)
      for (const { name, looks: total, counts } of covered) {
        let [seen, asMeasure, asSegment] = [0, 0, 0]
        for (const { kind, tables, columns, segment, filter, times } of looks) {
          if (kind === 'rows' || kind === 'grid' || tables[0] !== 't') continue
          const drawn = columns.some((one) => one.column === name)
          const splits = segment?.column === name || filter?.all.some((one) => one.column === name)
          if (drawn || splits) seen += times
          if (drawn && kind === 'measure') asMeasure += times
          if (splits) asSegment += times
        }
        expect([total, counts.measure ?? 0, counts.segment ?? 0]).toEqual([seen, asMeasure, asSegment])
      }
    })
  )
})

test('comparisons are the greatest number that each different figure made, whenever it was read', () => {
  fc.assert(
    fc.property(fc.array(look, { maxLength: 30 }), (looks) => {
      const shapes: [string, number][] = []
      for (const { kind, tables, columns, segment, filter, comparisons } of looks) {
        const shape = JSON.stringify({ kind, tables, columns, by: segment?.column ?? null, filter })
        const known = shapes.find(([one]) => one === shape)
        if (known) known[1] = Math.max(known[1], comparisons)
        else shapes.push([shape, comparisons])
      }
      const { made, byChance, threshold } = comparisonsOf(looks)
      expect(made).toBe(shapes.reduce((sum, [, n]) => sum + n, 0))
      expect(byChance).toBeCloseTo(made / 20)
      expect(threshold * Math.max(1, made)).toBeCloseTo(0.05)
    })
  )
})
