import { expect, test } from 'vitest'
import { abbreviations } from './abbreviations'

const pairs = (...keys: [string, number][]) => abbreviations(keys.map(([key, rows]) => ({ key, rows })))

test.each([
  ['etienne st', 'etienne saint'],
  ['bd carnot', 'boulevard carnot'],
  ['av carnot', 'avenue carnot'],
  ['grand hotel mt', 'grand hotel mont']
])('%s: %s written short', (short, full) => {
  expect(pairs([short, 2], [full, 30])).toEqual([[short, full]])
})

test('another word is no shorter writing of one', () => {
  expect(pairs(['martin paul', 3], ['martin pierre', 30])).toEqual([])
  expect(pairs(['etienne st', 2], ['etienne sainte', 30])).toEqual([])
  expect(pairs(['12 lot', 2], ['1234 lot', 30])).toEqual([])
  expect(pairs(['st', 2], ['saint', 30])).toEqual([])
  expect(pairs(['a lot', 3], ['alpha lot', 30])).toEqual([])
})

test('a short word that may stand for two is left alone; for a rare one and a frequent one, it stands for the frequent one', () => {
  expect(pairs(['jean pt', 1], ['jean petit', 10], ['jean pont', 9])).toEqual([])
  expect(pairs(['jean pt', 1], ['jean petit', 50], ['jean pont', 9])).toEqual([['jean pt', 'jean petit']])
})
