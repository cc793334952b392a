import { expect, test } from 'vitest'
import { formOf } from './forms'
import { isAsProposed, joinForm, pairsIn, proposedJoin, withPairs } from './join-form'

test('the one name that two tables share is the proposed key, and is not brought; several leave the key open', () => {
  const one = proposedJoin(['id', 'Ville'], ['ville', 'region'])
  expect([pairsIn(one), one.brought]).toEqual([[{ left: 'Ville', right: 'ville' }], ['region']])
  const several = proposedJoin(['ville', 'nom'], ['ville', 'nom'])
  expect([pairsIn(several), several.brought]).toEqual([[{ left: null, right: null }], ['ville', 'nom']])
})

test('the keys of a found relation are taken over, of whatever names; one that columns of this place cannot follow is not', () => {
  const keys = { on: [{ left: 'client_id', right: 'id' }], normalise: true }
  const taken = proposedJoin(['id', 'client_id'], ['id', 'nom'], keys)
  expect([pairsIn(taken), taken.brought, taken.normalise]).toEqual([keys.on, ['nom'], true])
  expect(pairsIn(proposedJoin(['id'], ['id', 'nom'], keys))).toEqual([{ left: 'id', right: 'id' }])
})

test('what was proposed may be proposed anew, as the search goes on, until the user chooses otherwise', () => {
  const offered = proposedJoin(['a', 'ville'], ['x', 'ville'])
  expect(isAsProposed(offered)).toBe(true)
  expect(isAsProposed({ ...offered, ...withPairs(offered, [{ left: 'a', right: 'x' }]) })).toBe(false)
  const made = joinForm.draft({ kind: 'join', with: 't', on: [{ left: 'a', right: 'x' }], how: 'left', columns: [], normalise: false }) // prettier-ignore
  expect(isAsProposed(made)).toBe(false)
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
