import { expect, test } from 'vitest'
import type { ComparedPair, SideColumn } from '../../../contract'
import { translate } from '../../parts'
import { text } from './text'
import { verdictKey } from './verdict-key'

const side = (distinct: number, max = '9'): SideColumn => ({ distinct, min: '0', max, numeric: null }) as SideColumn
const pair = (basis: ComparedPair['basis'], a = side(5), b = side(5)) =>
  ({ verdict: 'same', basis, a, b, appeared: null, vanished: null }) as const
const words = (one: Parameters<typeof verdictKey>[0]): string => translate(text, verdictKey(one))

test('identifiers of which only the presence was compared are not called identical', () => {
  expect(words(pair('presence'))).toBe('présence identique')
  expect(words(pair('values'))).toBe('identiques')
  expect(verdictKey({ ...pair('presence'), verdict: 'moved' })).toBe('shift')
})

test('texts of which only the lengths were compared, and values that differ within their class, are not called identical', () => {
  expect(words(pair('lengths', side(20_000), side(15_000)))).toBe('longueurs identiques')
  expect(words(pair('measure', side(5, '9'), side(5, '8')))).toBe('classes identiques')
  expect(words({ ...pair('values'), appeared: { values: 1, rows: 1 } })).toBe('classes identiques')
  expect(words(pair('measure'))).toBe('identiques')
})
