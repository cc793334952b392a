import { expect, it } from 'vitest'
import type { ColumnReading, TextReading } from '../../../../contract'
import { doubtsOf, isDayFirst, tellingValue } from './doubts'
import { exampleSniff } from './example-draft'

const column = (reading: TextReading): ColumnReading => ({
  ...(exampleSniff(['x']).columns[0] as ColumnReading),
  reading
})

it.each<[TextReading, TextReading]>([
  [
    { kind: 'date', shapes: ['%d/%m/%Y', '%d %B %Y'], ambiguous: true },
    { kind: 'date', shapes: ['%m/%d/%Y', '%d %B %Y'] }
  ],
  [
    { kind: 'number', decimal: ',', grouping: '', unit: null, ambiguous: true },
    { kind: 'integer', grouping: ',' }
  ],
  [
    { kind: 'integer', grouping: '.', ambiguous: true },
    { kind: 'number', decimal: '.', grouping: '', unit: null }
  ]
])('%j can be read in two ways', (reading, other) => {
  const { ambiguous: _ambiguous, ...sure } = reading as TextReading & { ambiguous?: boolean }
  expect(doubtsOf([column({ kind: 'text' }), column(reading)])).toMatchObject([{ place: 1, ways: [sure, other] }])
  expect(doubtsOf([column(sure as TextReading)])).toEqual([])
})

it('tells the day first from the month first, and a value that shows the difference', () => {
  expect(isDayFirst({ kind: 'date', shapes: ['%d/%m/%Y'] })).toBe(true)
  expect(isDayFirst({ kind: 'date', shapes: ['%m/%d/%Y'] })).toBe(false)
  expect(tellingValue([null, '02/02/2024', '03/04/2024'])).toBe('03/04/2024')
  expect(tellingValue(['', null])).toBeNull()
})
