import { expect, test } from 'vitest'
import { columnEnd } from './bin-words'
import { countedAmong, topValueWord } from './value-words'

test('frequent values are written as the grid writes them', () => {
  expect(topValueWord('4.62', 'number')).toBe('4,62')
  expect(topValueWord('5.0', 'number')).toBe('5')
  expect(topValueWord('-999', 'number')).toBe('−999')
  expect(topValueWord('1234567', 'number')).toMatch(/^1\s234\s567$/)
  expect(topValueWord('0.1234567890123456789', 'number')).toBe('0,1234567890123456789')
  expect(topValueWord('-0.50', 'number')).toBe('−0,50')
  expect(topValueWord('4.62', 'text')).toBe('4.62')
  expect(topValueWord('true', 'boolean')).toBe('oui')
  expect(topValueWord('2024-02-29', 'date')).toBe('29/02/2024')
  expect(topValueWord('2024-02-29', 'text')).toBe('2024-02-29')
})

test('the greatest value is not rounded', () => {
  const amounts = { family: 'number', reading: null, histogram: { unit: 'width' } } as const
  expect(columnEnd(6215.39, amounts)).toMatch(/^6\s215,39$/)
})

test('what repeats a value is a share of the rows with a value, as its evidence says', () => {
  const column = { rows: 10, missing: 4 }
  expect(countedAmong('duplicates', column)).toBe(6)
  expect(countedAmong('missing', column)).toBe(10)
})
