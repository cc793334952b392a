import { expect, it } from 'vitest'
import { changeLanguage, translate } from '../i18n'
import { matchWords } from './match-words'
import { text } from './text'

it.each([
  ['fr', '1 sur 1 cellule (1 ligne)', '2 sur 3 cellules (1 ligne)'],
  ['en', '1 of 1 cell (1 row)', '2 of 3 cells (1 row)']
] as const)('one cell and one row are told as one (%s)', async (language, one, more) => {
  await changeLanguage(language)
  const t: Parameters<typeof matchWords>[1] = (key, values) => translate(text, key, values)
  expect(matchWords({ cells: 1, rows: 1, rank: 1, hit: null }, t)).toBe(one)
  expect(matchWords({ cells: 3, rows: 1, rank: 2, hit: null }, t)).toBe(more)
  await changeLanguage('fr')
})
