import { expect, test } from 'vitest'
import { ruleLine } from './rules'

const said = (word: string) => ({ fr: word, en: word })
const rule = { table: { schema: 'clean', name: 't' }, name: 'Âges', words: said('') } as const
const counts = { rows: 3, judged: 3, failing: 1, missing: 0, share: 1 / 3, state: 'warning' } as const

test('what of a rule could not be run stands behind its title, as does why one could not be run', () => {
  const line = ruleLine({ rule, counts, problem: null, note: said('plus de segments') })
  expect(line.split('\t').slice(1)).toEqual(['t', '1', '3', '0', 'Âges: plus de segments'])
  expect(ruleLine({ rule, counts, problem: null, note: null }).split('\t').at(-1)).toBe('Âges')
  const none = ruleLine({ rule, counts: null, problem: said('colonne partie'), note: null })
  expect(none.split('\t').slice(1)).toEqual(['t', '', '', '', 'Âges: colonne partie'])
})
