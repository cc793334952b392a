import { expect, test } from 'vitest'
import { deliveryBench } from '../deliveries/testing'

const { file, load, prepare } = deliveryBench()
const LONG = '0,1234567890123456789'
const lines = (count: number, write: (place: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${write(i)}\n`).join('')
const numbers = 'id;v\n' + lines(60, (i) => `${i};${i},5`)

test('values that a delivery only rounds are not called lost', async () => {
  const source = await load(await file('m.csv', numbers))
  const next = 'id;v\n' + lines(60, (i) => `${i};${i < 30 ? `${LONG}${i}` : `${i},5`}`)
  const { diff } = await prepare(source, 'refresh', await file('suite.csv', next))
  const told = diff.notes.map(({ en }) => en).filter((note) => note.includes('“v”'))
  expect(told.join()).not.toContain('does not read')
  expect(told.join()).toMatch(/rounds 30.values/)
})
