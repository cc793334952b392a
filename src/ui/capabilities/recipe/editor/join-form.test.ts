import { expect, test } from 'vitest'
import { formOf } from './forms'
import { joinForm, pairsIn, proposedJoin, withPairs } from './join-form'

test('the one name that two tables share is the proposed key, and is not brought; several leave the key open', () => {
  const one = proposedJoin(['id', 'Ville'], ['ville', 'region'])
  expect([pairsIn(one), one.brought]).toEqual([[{ left: 'Ville', right: 'ville' }], ['region']])
  const several = proposedJoin(['ville', 'nom'], ['ville', 'nom'])
  expect([pairsIn(several), several.brought]).toEqual([[{ left: null, right: null }], ['ville', 'nom']])
})

test('a join waits for whole pairs; columns brought keep the names they had, others get their own', () => {
  const draft = joinForm.draft({ kind: 'join', with: 't', on: [{ left: 'a', right: 'x' }], how: 'left', columns: [{ name: 'b', as: 'b (t)' }], normalise: false }) // prettier-ignore
  expect(joinForm.spec({ ...draft, ...withPairs(draft, [...pairsIn(draft), { left: 'c', right: null }]) })).toBeNull()
  expect(formOf('join').spec({ ...draft, brought: ['b', 'd'] })).toMatchObject({
    columns: [
      { name: 'b', as: 'b (t)' },
      { name: 'd', as: 'd' }
    ]
  })
  expect(withPairs({ ...draft, brought: ['b', 'd'] }, [{ left: 'a', right: 'd' }]).brought).toEqual(['b'])
})
