import { expect, test } from 'vitest'
import { renamesOf, withPair } from './renames'

const columns = {
  renamed: [
    { from: 'ville', to: 'commune', likeness: 0.9 },
    { from: 'note', to: 'score', likeness: null }
  ]
}

test('pairs go to the engine from the name in the delivery to the name in the source', () => {
  expect(renamesOf({ columns })).toEqual([
    { from: 'commune', to: 'ville' },
    { from: 'score', to: 'note' }
  ])
})

test('a column gets another partner, takes that of another one, or loses its own', () => {
  expect(withPair({ columns }, 'q3', 'avis')).toEqual([...renamesOf({ columns }), { from: 'avis', to: 'q3' }])
  expect(withPair({ columns }, 'ville', 'score')).toEqual([{ from: 'score', to: 'ville' }])
  expect(withPair({ columns }, 'ville', null)).toEqual([{ from: 'score', to: 'note' }])
})
