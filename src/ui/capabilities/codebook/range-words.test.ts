import { expect, test } from 'vitest'
import type { CodebookColumn } from '../../../contract'
import { rangeOf } from './range-words'

test('the ends of a column are values that stand in it, not rounded as a mean is', () => {
  const column = { family: 'number', reading: null, min: '1.57', max: '713.84', numeric: { min: 1.57, max: 713.84 } }
  expect(rangeOf(column as CodebookColumn)).toBe('1,57 – 713,84')
})
