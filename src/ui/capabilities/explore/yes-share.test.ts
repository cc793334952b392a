import { expect, test } from 'vitest'
import type { Semantic } from '../../../contract'
import { yesShare } from './yes-share'

const semantic = (kind: Semantic['kind']): Semantic => ({
  kind,
  confidence: 1,
  scale: null,
  reason: { fr: '', en: '' }
})

test('two answers are told by the share of yes among the values that there are', () => {
  const column = { rows: 12, missing: 1, blank: 1, disguised: [], top: [{ value: 'non', n: 6 }, { value: 'Oui', n: 4 }] } // prettier-ignore
  expect(yesShare({ ...column, semantic: semantic('boolean') })).toEqual({ value: 'Oui', share: 0.4, n: 10 })
  expect(yesShare({ ...column, semantic: semantic('category') })).toBeNull()
  expect(yesShare({ ...column, top: [], semantic: semantic('boolean') })).toBeNull()
})

test('spellings of yes are one answer, codes for no answer are none', () => {
  const top = [{ value: 'oui', n: 40 }, { value: 'Oui', n: 30 }, { value: 'non', n: 20 }, { value: 'OUI', n: 10 }, { value: 'n/a', n: 100 }] // prettier-ignore
  const column = { rows: 200, missing: 0, blank: 0, top, disguised: [{ value: 'n/a', n: 100, confidence: 1, reason: { fr: '', en: '' } }] } // prettier-ignore
  expect(yesShare({ ...column, semantic: semantic('boolean') } as never)).toEqual({ value: 'oui', share: 0.8, n: 100 })
})
