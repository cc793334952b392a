import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { TableInfo } from '../../../contract'
import { beginPivot, changePivot, usePivotChoice } from './state'

const table = (name: string): TableInfo => ({
  ref: { schema: 'raw', name },
  columns: [{ name: 'ville', type: 'VARCHAR' }],
  rows: 1,
  fingerprint: ''
})
const chosen = (name: string) => renderHook(() => usePivotChoice(table(name))).result.current.rows

it('a table may bear any name', () => {
  const rows = [{ column: 'ville', group: 'value' as const }]
  changePivot({ schema: 'raw', name: 't' }, { rows })
  expect(chosen('constructor')).toEqual([])
  changePivot({ schema: 'raw', name: '__proto__' }, { rows })
  expect([chosen('t'), chosen('__proto__'), chosen('constructor')]).toEqual([rows, rows, []])
})

it('a layout of before is taken up where none was begun', () => {
  const layout = { rows: [{ column: 'ville', group: 'value' as const }], columns: [], measures: [] }
  beginPivot({ schema: 'raw', name: 'u' }, layout)
  expect(chosen('u')).toEqual(layout.rows)
  changePivot({ schema: 'raw', name: 'u' }, { rows: [] })
  beginPivot({ schema: 'raw', name: 'u' }, layout)
  expect(chosen('u')).toEqual([])
})
