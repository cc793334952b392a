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
  const column = { rows: 12, missing: 1, blank: 1, top: [{ value: 'non', n: 6 }, { value: 'Oui', n: 4 }] } // prettier-ignore
  expect(yesShare({ ...column, semantic: semantic('boolean') })).toEqual({ value: 'Oui', share: 0.4, n: 10 })
  expect(yesShare({ ...column, semantic: semantic('category') })).toBeNull()
  expect(yesShare({ ...column, top: [], semantic: semantic('boolean') })).toBeNull()
})
