import { expect, test } from 'vitest'
import { LOADED, SEEN, unreadInWords } from './tell-unread'

const column = (failures: number, rounded: number, failureExamples: string[]) => ({
  name: 'v',
  type: 'DOUBLE',
  format: null,
  lossless: false,
  reading: { kind: 'number', decimal: '.', grouping: '', unit: null } as const,
  readings: [],
  missing: [],
  failures,
  rounded,
  failureExamples
})
const LONG = '0.12345678901234567890123'

test('values that are not read and values that are rounded are counted apart', () => {
  const told = unreadInWords(column(1005, 5, ['abc', LONG]), LOADED).map(({ en }) => en)
  expect(told).toEqual([
    '  “v”: 1,000 values not read, kept as raw text (abc)',
    `  “v”: 5 values rounded, their raw text kept with all digits (${LONG})`
  ])
  expect(unreadInWords(column(1, 0, ['abc']), SEEN).map(({ en }) => en)).toEqual([
    '  “v”: 1 value seen does not read so (abc)'
  ])
  expect(unreadInWords(column(0, 0, []), SEEN)).toEqual([])
})

test('values that lose their first zeros are told, though all are read', () => {
  const told = unreadInWords({ ...column(0, 0, []), lostZeros: { count: 2, examples: ['01000'] } }, LOADED)
  expect(told.map(({ en }) => en)).toEqual([
    expect.stringMatching(/2.values read without their leading zeros, kept in their raw text \(01000\)/)
  ])
})
