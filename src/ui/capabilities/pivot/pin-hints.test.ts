import { Bool, DateMillisecond, Float64, Utf8 } from 'apache-arrow'
import { expect, it } from 'vitest'
import { pinHints } from './pin-hints'

it('a figure that is no number keeps its words, in both languages', () => {
  const max = { aggregate: 'max' as const, column: 'x' }
  const pinned = (value: unknown, type: Bool | Float64 | Utf8 | DateMillisecond, words: string) =>
    pinHints(max, { value, type, present: 1 }, words)
  expect(pinned(true, new Bool(), 'oui')).toEqual({ kind: 'measure', text: { fr: 'oui', en: 'yes' } })
  expect(pinned(0, new DateMillisecond(), '1970-01-01')).toMatchObject({ text: { fr: '1970-01-01', en: '1970-01-01' } })
  expect(pinned('12', new Utf8(), '12')).toMatchObject({ text: { fr: '12' } })
  expect(pinned(1e300, new Float64(), '1e300')).toEqual({ kind: 'measure', unit: 'number' })
})
