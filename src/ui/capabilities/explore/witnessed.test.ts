import { expect, test } from 'vitest'
import type { Dependency } from '../../../contract'
import { byWitnesses } from './witnessed'

const rule = (determinant: string, repeated: number): Dependency => ({
  determinant: [determinant],
  dependent: 'ville',
  n: 20_150,
  repeated,
  violations: 0,
  g3: 0
})

test('rules of a column that repeats only in some duplicate rows are told apart from those that many rows put to the test', () => {
  const [trivial, real] = [rule('id_commande', 300), rule('code_postal', 20_100)]
  expect(byWitnesses([trivial, real])).toEqual({ tested: [real], hardlyTested: [trivial] })
})
