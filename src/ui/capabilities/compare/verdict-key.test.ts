import { expect, test } from 'vitest'
import { translate } from '../../parts'
import { text } from './text'
import { verdictKey } from './verdict-key'

test('identifiers of which only the presence was compared are not called identical', () => {
  const words = (basis: 'presence' | 'values'): string => translate(text, verdictKey({ verdict: 'same', basis }))
  expect(words('presence')).toBe('présence identique')
  expect(words('values')).toBe('identiques')
  expect(verdictKey({ verdict: 'moved', basis: 'presence' })).toBe('shift')
})
