import { expect, test } from 'vitest'
import { listed, written } from './time-words'

test('days and lists are written as either language does', () => {
  expect([written('2024-01-01', 'fr'), written('2024-01-01', 'en')]).toEqual(['1er janvier 2024', '1 January 2024'])
  expect([written('2024-01-11', 'fr'), written('2024-01-31', 'fr')]).toEqual(['11 janvier 2024', '31 janvier 2024'])
  const things = ['a', 'b', 'c'].map((one) => ({ fr: one, en: one }))
  expect([listed(things).fr, listed(things, 2).fr, listed(things, 2).en]).toEqual([
    'a ; b ; c.',
    'a ; b ; …',
    'a; b; …'
  ])
})
